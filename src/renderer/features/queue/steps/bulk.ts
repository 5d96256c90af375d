import type { ActInput } from '#shared/contract/case-file.ts';
import type { PlainError } from '#shared/errors/app-error.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CommandType } from '#shared/model/command.ts';
import { caseApi } from '../../../state/case-endpoints.ts';
import type { AppDispatch } from '../../../state/store.ts';

/** What is done to a case, without the ids that make it one act on one case. */
export type CaseStep = {
  [Type in CommandType]: Pick<Extract<ActInput, { type: Type }>, 'type' | 'payload'>;
}[CommandType];

/** A case as it was just before the step: what undoing it means. */
export interface Before {
  readonly caseId: CaseState['id'];
  readonly number: string;
  readonly officerId: CaseState['assignment']['officerId'];
  readonly bringForward: CaseState['bringForward']['entry'];
}

export interface StepOutcome {
  readonly done: readonly Before[];
  readonly failed: readonly { readonly number: string; readonly error: PlainError }[];
}

export interface StepRun {
  readonly caseIds: readonly string[];
  /** Null where the step does not apply to a case: it is left out without a word. */
  readonly stepFor: (before: Before) => CaseStep | null;
  readonly progress?: (done: number) => void;
}

async function readBefore(dispatch: AppDispatch, id: string): Promise<Before | PlainError> {
  const caseId = id as CaseState['id'];
  const { data, error } = await dispatch(
    caseApi.endpoints.caseView.initiate({ caseId }, { forceRefetch: true, subscribe: false }),
  );
  if (data === undefined) return error as PlainError;
  const { application, assignment, bringForward } = data.state;
  return { caseId, number: application.number, officerId: assignment.officerId, bringForward: bringForward.entry };
}

/**
 * Does one step on each case, one act after the other: each is decided and kept by itself, so that the refusal of one
 * neither undoes nor hinders another.
 */
export async function doSteps(dispatch: AppDispatch, { caseIds, stepFor, progress }: StepRun): Promise<StepOutcome> {
  const done: Before[] = [];
  const failed: { number: string; error: PlainError }[] = [];
  for (const [index, id] of caseIds.entries()) {
    const before = await readBefore(dispatch, id);
    if ('code' in before) {
      failed.push({ number: '', error: before });
      continue;
    }
    const step = stepFor(before);
    if (step === null) continue;
    const input = { actId: crypto.randomUUID(), caseId: id, ...step } as ActInput;
    const { error } = await dispatch(caseApi.endpoints.act.initiate(input, { track: false }));
    if (error === undefined) done.push(before);
    else failed.push({ number: before.number, error: error as PlainError });
    progress?.(index + 1);
  }
  return { done, failed };
}

/** What takes a step back on a case; null where nothing can. `reason` stands on the act that does it. */
export function undoStep(step: CaseStep, before: Before, reason: string): CaseStep | null {
  switch (step.type) {
    case 'case.take':
      return { type: 'case.release', payload: { reason } };
    case 'case.release':
      return { type: 'case.take', payload: {} };
    case 'case.reassign':
      return { type: 'case.reassign', payload: { to: before.officerId, officeId: null, reason } };
    case 'bring-forward.set':
    case 'bring-forward.clear': {
      if (before.bringForward === null) return { type: 'bring-forward.clear', payload: {} };
      const { date, code, text } = before.bringForward;
      return { type: 'bring-forward.set', payload: { date, code, text } };
    }
    default:
      return null;
  }
}
