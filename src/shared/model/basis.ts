import type { CaseState } from './case-state.ts';
import type { Basis, Command } from './command.ts';

export interface RecordTouched {
  readonly key: string;
  readonly version: number;
  /** The act that made this version; null where it came with the case. */
  readonly act: string | null;
}

/** The record that a command rests on as it stands; null where acts cannot collide. */
export function recordTouched(state: CaseState, command: Command): RecordTouched | null {
  switch (command.type) {
    case 'assessment.record': {
      const { assessment } = command.payload;
      const { version = 0, act = null } = state.assessments[assessment] ?? {};
      return { key: `assessment:${assessment}`, version, act };
    }
    case 'bring-forward.set':
    case 'bring-forward.clear':
      return { key: 'bring-forward', version: state.bringForward.version, act: state.bringForward.act ?? null };
    case 'decision.draft':
    case 'decision.sign':
      return { key: 'decision', version: state.decision.version, act: state.decision.act ?? null };
    case 'case.take':
    case 'case.release':
    case 'case.reassign':
      return assignmentOf(state);
    case 'handed-over.settle': {
      const { id } = command.payload;
      const draft = state.handedOver?.find((each) => each.id === id);
      return { key: `handed-over:${id}`, version: draft === undefined || draft.settled === null ? 0 : 1, act: null };
    }
    case 'application.reopen':
      return { key: 'withdrawal', version: state.withdrawal?.version ?? 0, act: state.withdrawal?.act ?? null };
    case 'handed-over.leave':
    case 'application.withdraw':
    case 'case.open':
    case 'note.add':
    case 'document.add':
    case 'document.mark-read':
    case 'evidence.add':
    case 'evidence.remove':
      return null;
  }
}

function assignmentOf({ assignment }: CaseState): RecordTouched {
  return { key: 'assignment', version: assignment.version, act: assignment.act ?? null };
}

/** What a person who sees this state rests a command on. */
export function basisOn(state: CaseState, command: Command): Basis {
  const touched = recordTouched(state, command);
  const seen = touched === null ? [assignmentOf(state)] : [assignmentOf(state), touched];
  return {
    epoch: state.assignment.epoch,
    records: touched === null ? {} : { [touched.key]: touched.version },
    made: Object.fromEntries(seen.flatMap(({ key, act }) => (act === null ? [] : [[key, act]]))),
  };
}

/** Whether a version was made by the act that the basis names; a basis of protocol 1 names none. */
export function isMadeAsSeen({ made }: Basis, { key, act }: RecordTouched): boolean {
  return made === undefined || (made[key] ?? null) === act;
}

/** The assignment is another than the one seen: a later one, or, where central was restored, one it no longer knows. */
export function isOtherAssignment(state: CaseState, { basis }: Command): boolean {
  return basis.epoch !== state.assignment.epoch || !isMadeAsSeen(basis, assignmentOf(state));
}
