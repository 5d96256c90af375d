import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#shared/contract/session.ts';
import { selectionCleared } from '../../../state/queue-place-slice.ts';
import type { QueuePlace } from '../../../state/queue-place-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { useActions } from '../../../ui/keys/actions.tsx';
import { mostSelected } from '../list/use-list-steps.ts';
import { useCaseSteps } from './use-case-steps.ts';

const BringForwardForm = lazy(async () => ({
  default: (await import('./bring-forward-form.tsx')).BringForwardForm,
}));
const ReassignForm = lazy(async () => ({ default: (await import('./reassign-form.tsx')).ReassignForm }));

export interface StepBarProps {
  readonly place: QueuePlace;
  readonly session: Session | null;
  readonly today: string;
}

type Form = 'bring-forward' | 'reassign';

/** Who may do what: the model decides; here only what is worth offering. */
function offers(session: Session | null): { readonly decides: boolean; readonly supervises: boolean } {
  const roles = session?.actor.roles ?? [];
  return { decides: roles.includes('officer') || roles.includes('reviewer'), supervises: roles.includes('supervisor') };
}

/** Steps on the selected cases, or by key on the one under the cursor. Never a refusal in bulk: law does not allow it. */
export function StepBar({ place, session, today }: StepBarProps) {
  const { t } = useTranslation('queue');
  const dispatch = useAppDispatch();
  const { run, progress } = useCaseSteps();
  const [form, setForm] = useState<Form | null>(null);
  const { decides, supervises } = offers(session);
  const { selected, cursor } = place;
  const caseIds = selected.length > 0 ? selected : cursor === null ? [] : [cursor.caseId];
  const take = (): void => run({ name: 'take', caseIds, step: { type: 'case.take', payload: {} } });
  const release = (): void => run({ name: 'release', caseIds, step: { type: 'case.release', payload: { reason: '' } } });
  const clearBringForward = (): void =>
    run({ name: 'clearBringForward', caseIds, step: { type: 'bring-forward.clear', payload: {} } });
  const setBringForward = (): void => setForm('bring-forward');
  const reassign = (): void => setForm('reassign');
  const steps = [
    { id: 'take', label: t('step.take'), key: ['t'], name: t('keys.take'), run: take, offered: decides },
    { id: 'bf', label: t('step.bringForward'), key: ['b'], name: t('keys.bringForward'), run: setBringForward, offered: decides },
    { id: 'clear-bf', label: t('step.clearBringForward'), key: [], name: t('step.clearBringForward'), run: clearBringForward, offered: decides },
    { id: 'release', label: t('step.release'), key: [], name: t('keys.release'), run: release, offered: decides },
    { id: 'reassign', label: t('step.reassign'), key: ['r'], name: t('keys.reassign'), run: reassign, offered: supervises },
  ].filter((step) => step.offered);
  useActions(
    'screen',
    steps.map(({ id, name, key, run: start }) => ({
      id: `step-${id}`,
      label: name,
      keys: key,
      enabled: caseIds.length > 0,
      run: start,
    })),
  );
  return (
    <>
      {selected.length > 0 && (
        <div className="step-bar" role="toolbar" aria-label={t('selection', { count: selected.length })} data-testid="step-bar">
          <b>{t('selection', { count: selected.length })}</b>
          {selected.length >= mostSelected && <span>{t('bulk.tooMany', { most: mostSelected })}</span>}
          {steps.map(({ id, label, run: start }) => (
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
      <Suspense fallback={null}>
        {form === 'bring-forward' && (
          <BringForwardForm
            count={caseIds.length}
            today={today}
            close={() => setForm(null)}
            done={(payload) =>
              run({
                name: 'bringForward',
                caseIds,
                step: { type: 'bring-forward.set', payload },
                values: { date: payload.date },
              })
            }
          />
        )}
        {form === 'reassign' && (
          <ReassignForm
            count={caseIds.length}
            officeId={session?.actor.officeId ?? ''}
            close={() => setForm(null)}
            done={(to, name, reason) =>
              run({
                name: 'reassign',
                caseIds,
                step: { type: 'case.reassign', payload: { to, officeId: null, reason } },
                values: { name },
              })
            }
          />
        )}
      </Suspense>
    </>
  );
}
