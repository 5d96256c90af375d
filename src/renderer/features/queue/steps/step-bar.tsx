import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#shared/contract/session.ts';
import type { QueuePlace } from '../../../state/queue-place-slice.ts';
import { selectionCleared } from '../../../state/queue-place-slice.ts';
import { wentTo } from '../../../state/route-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { useActions } from '../../../ui/keys/actions.tsx';
import { mostSelected } from '../list/use-list-steps.ts';
import type { StepForm } from './step-forms.tsx';
import { StepForms } from './step-forms.tsx';
import type { CaseSteps } from './use-case-steps.ts';
import { useCaseSteps } from './use-case-steps.ts';

export interface StepBarProps {
  readonly place: QueuePlace;
  readonly session: Session | null;
  readonly today: string;
}

interface OfferedStep {
  readonly id: 'take' | 'bf' | 'clear-bf' | 'release' | 'reassign';
  readonly label: string;
  /** In the list of keys and in the palette. */
  readonly name: string;
  readonly keys: readonly string[];
  readonly start: () => void;
}

/** What is worth offering to this person; the model decides. Never a refusal in bulk: law does not allow it. */
function useOfferedSteps(
  session: Session | null,
  caseIds: readonly string[],
  run: CaseSteps['run'],
  openForm: (form: StepForm) => void,
): readonly OfferedStep[] {
  const { t } = useTranslation('queue');
  const roles = session?.actor.roles ?? [];
  const forDecisionMakers: readonly OfferedStep[] = [
    {
      id: 'take',
      label: t('step.take'),
      name: t('keys.take'),
      keys: ['t'],
      start: () => run({ name: 'take', caseIds, step: { type: 'case.take', payload: {} } }),
    },
    {
      id: 'bf',
      label: t('step.bringForward'),
      name: t('keys.bringForward'),
      keys: ['b'],
      start: () => openForm('bring-forward'),
    },
    {
      id: 'clear-bf',
      label: t('step.clearBringForward'),
      name: t('step.clearBringForward'),
      keys: [],
      start: () => run({ name: 'clearBringForward', caseIds, step: { type: 'bring-forward.clear', payload: {} } }),
    },
    {
      id: 'release',
      label: t('step.release'),
      name: t('keys.release'),
      keys: [],
      start: () => run({ name: 'release', caseIds, step: { type: 'case.release', payload: { reason: '' } } }),
    },
  ];
  const reassign: OfferedStep = {
    id: 'reassign',
    label: t('step.reassign'),
    name: t('keys.reassign'),
    keys: ['r'],
    start: () => openForm('reassign'),
  };
  const decides = roles.includes('officer') || roles.includes('reviewer');
  return [...(decides ? forDecisionMakers : []), ...(roles.includes('supervisor') ? [reassign] : [])];
}

/** Steps on the selected cases, or by key on the one under the cursor. */
export function StepBar({ place, session, today }: StepBarProps) {
  const { t } = useTranslation('queue');
  const dispatch = useAppDispatch();
  const { run, progress } = useCaseSteps();
  const [form, setForm] = useState<StepForm | null>(null);
  const { selected, cursor } = place;
  const underCursor = cursor === null ? [] : [cursor.caseId];
  const caseIds = selected.length > 0 ? selected : underCursor;
  const steps = useOfferedSteps(session, caseIds, run, setForm);
  useActions(
    'screen',
    steps.map(({ id, name, keys, start }) => ({
      id: `step-${id}`,
      label: name,
      keys,
      enabled: caseIds.length > 0,
      run: start,
    })),
  );
  return (
    <>
      {selected.length > 0 && (
        <div
          className="step-bar"
          role="toolbar"
          aria-label={t('selection', { count: selected.length })}
          data-testid="step-bar"
        >
          <b>{t('selection', { count: selected.length })}</b>
          {selected.length >= mostSelected && <span>{t('bulk.tooMany', { most: mostSelected })}</span>}
          {steps.map(({ id, label, start }) => (
            <button
              key={id}
              type="button"
              className="step-button"
              disabled={progress !== null}
              data-testid={`step-${id}`}
              onClick={start}
            >
              {label}
            </button>
          ))}
          <button
            type="button"
            className="step-button"
            data-testid="step-trip"
            onClick={() => dispatch(wentTo({ screen: 'trip' }))}
          >
            {t('step.trip')}
          </button>
          {progress !== null && (
            <span role="status">
              <progress value={progress.done} max={progress.of} /> {t('bulk.working', progress)}
            </span>
          )}
          <button type="button" className="link-button" onClick={() => dispatch(selectionCleared())}>
            {t('unselect')}
          </button>
        </div>
      )}
      {form !== null && (
        <StepForms
          form={form}
          caseIds={caseIds}
          officeId={session?.actor.officeId ?? ''}
          today={today}
          run={run}
          close={() => setForm(null)}
        />
      )}
    </>
  );
}
