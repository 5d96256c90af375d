import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { selectionCleared } from '../../../state/queue-place-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { useErrorText } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import type { CaseStep, StepOutcome } from './bulk.ts';
import { doSteps, undoStep } from './bulk.ts';

/** The steps of the list by the name that their notice has in the catalogue. */
export type StepName = 'take' | 'release' | 'bringForward' | 'clearBringForward' | 'reassign';

export interface StepRequest {
  readonly name: StepName;
  readonly caseIds: readonly string[];
  readonly step: CaseStep;
  /** Values of the notice's sentence besides the count. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface CaseSteps {
  readonly run: (request: StepRequest) => void;
  /** While steps are being done: how far it is. */
  readonly progress: { readonly done: number; readonly of: number } | null;
}

/** Does steps on cases, says how it went, and offers to take back what can be taken back. */
export function useCaseSteps(): CaseSteps {
  const { i18n } = useTranslation();
  // Not bound to a language: a notice that stands while the language changes changes with it.
  const t = useMemo(() => i18n.getFixedT(null, ['queue', 'frame']), [i18n]);
  const dispatch = useAppDispatch();
  const { notify } = useNotices();
  const errorText = useErrorText();
  const [progress, setProgress] = useState<CaseSteps['progress']>(null);
  const isBusy = useRef(false);

  const failures = ({ failed }: StepOutcome): readonly string[] =>
    failed.map(({ number, error }) => t('queue:done.failedLine', { number, why: errorText(error) }));

  const undo = async (step: CaseStep, outcome: StepOutcome): Promise<void> => {
    const back = await doSteps(dispatch, {
      caseIds: outcome.done.map(({ caseId }) => caseId),
      stepFor: ({ caseId }) => {
        const before = outcome.done.find((each) => each.caseId === caseId);
        return before === undefined ? null : undoStep(step, before, t('frame:notice.undo'));
      },
    });
    notify({
      text: () => withFailed(t('queue:done.undone', { count: back.done.length }), back),
      tone: back.failed.length > 0 ? 'failed' : 'done',
      lines: () => failures(back),
    });
  };

  const withFailed = (text: string, { failed }: StepOutcome): string =>
    failed.length === 0 ? text : `${text}, ${t('queue:done.failed', { count: failed.length })}`;

  const run = async ({ name, caseIds, step, values = {} }: StepRequest): Promise<void> => {
    if (isBusy.current || caseIds.length === 0) return;
    isBusy.current = true;
    const of = caseIds.length;
    if (of > 1) setProgress({ done: 0, of });
    const outcome = await doSteps(dispatch, {
      caseIds,
      stepFor: () => step,
      progress: (done) => {
        if (of > 1 && (done % 10 === 0 || done === of)) setProgress({ done, of });
      },
    });
    isBusy.current = false;
    setProgress(null);
    dispatch(selectionCleared());
    const { done, failed } = outcome;
    const text = (): string =>
      done.length === 0
        ? t('queue:done.failed', { count: failed.length })
        : withFailed(t(`queue:done.${name}`, { count: done.length, ...values }), outcome);
    notify({
      text,
      tone: failed.length > 0 ? 'failed' : 'done',
      lines: () => failures(outcome),
      ...(done.length === 0 ? {} : { undo: () => void undo(step, outcome) }),
    });
  };
  return { run: (request) => void run(request), progress };
}
