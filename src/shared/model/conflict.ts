import { apply, applyAll } from './apply.ts';
import { recordTouched } from './basis.ts';
import type { CaseState } from './case-state.ts';
import type { Command, CommandType } from './command.ts';
import type { CaseEvent } from './event.ts';
import type { CaseId } from './ids.ts';
import type { RecordFields } from './record-fields.ts';
import { fieldsOnCase } from './record-fields.ts';
import type { RefusalCode } from './refusal.ts';

/** `kept`: done anew as a new act. `theirs`: put aside. `left`: left on the case as a draft. `read`: nothing could be chosen. */
export const conflictAnswers = ['kept', 'theirs', 'left', 'read'] as const;
export type ConflictAnswer = (typeof conflictAnswers)[number];

/** Acts that only say "I looked": where they are refused, nothing is to be answered. */
export const lookingTypes: readonly CommandType[] = ['case.open', 'document.mark-read'];

/** The record that an event changed, by its key in a basis; null where it changed none of them. */
function recordChanged(event: CaseEvent): string | null {
  switch (event.type) {
    case 'assessment-recorded':
      return `assessment:${event.payload.assessment}`;
    case 'bring-forward-set':
    case 'bring-forward-cleared':
      return 'bring-forward';
    case 'decision-drafted':
    case 'decision-signed':
      return 'decision';
    case 'case-assigned':
      return 'assignment';
    case 'application-withdrawn':
    case 'application-reopened':
      return 'withdrawal';
    case 'handed-over-settled':
      return `handed-over:${event.payload.id}`;
    default:
      return null;
  }
}

function isCause(event: CaseEvent, code: RefusalCode, record: string | undefined): boolean {
  switch (code) {
    case 'stale-epoch':
    case 'not-holder':
    case 'not-visible':
    case 'already-assigned':
    case 'not-assigned':
      return event.type === 'case-assigned';
    case 'case-closed':
      return event.type === 'application-withdrawn';
    case 'not-withdrawn':
      return event.type === 'application-reopened';
    case 'already-decided':
      return event.type === 'decision-signed';
    case 'draft-settled':
      return event.type === 'handed-over-settled';
    default:
      return record !== undefined && recordChanged(event) === record;
  }
}

/**
 * What somebody did so that an act does not go through: the latest event that explains its refusal, other than the act's
 * own. Null where none is known here, or where the act stood against the rules from the start.
 */
export function causeOf(
  command: Command,
  code: RefusalCode,
  state: CaseState,
  history: readonly CaseEvent[],
): CaseEvent | null {
  const record = recordTouched(state, command)?.key;
  return history.findLast((event) => isCause(event, code, record)) ?? null;
}

/**
 * The record as the author of an act saw it, out of the history of the case: the state at the version that the basis
 * names. Null where the history here does not reach back to it, or the basis names none.
 */
export function fieldsAsSeen(id: CaseId, command: Command, history: readonly CaseEvent[]): RecordFields | null {
  const [first, ...rest] = history;
  if (first?.seq !== 1 || rest.some((event, index) => event.seq !== index + 2)) return null;
  let state = applyAll(id, null, [first]);
  const isSeen = (): boolean => {
    const touched = recordTouched(state, command);
    return touched !== null && command.basis.records[touched.key] === touched.version;
  };
  for (const event of rest) {
    if (isSeen()) break;
    state = apply(state, event);
  }
  return isSeen() ? fieldsOnCase(state, command) : null;
}
