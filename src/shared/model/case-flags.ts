import type { CaseState } from './case-state.ts';
import { openHandedOver } from './case-state.ts';
import { ageInYears, dayOf } from './dates/calendar.ts';
import { isAwaitingApplicant } from './stage.ts';

/** Marks of a case that follow from its state alone (what is local to a device stands beside, in the contract). */
export const caseFlags = [
  'awaiting-response',
  'response-received',
  'restricted-notes',
  'family',
  'minor',
  'fees-unpaid',
  'fairness-open',
  'draft-decision',
  'handed-over-draft',
] as const;
export type CaseFlag = (typeof caseFlags)[number];

/** The age below which an applicant is a minor. */
const majorityYears = 18;

export function flagsOf(state: CaseState): readonly CaseFlag[] {
  const { application, applicants, correspondence, decision } = state;
  const principal = applicants[0];
  const last = correspondence.at(-1);
  const fairnessOpen = correspondence.some((sent) => sent.kind === 'fairness-letter' && sent.answeredAt === null);
  const holds: Record<CaseFlag, boolean> = {
    'awaiting-response': isAwaitingApplicant(state),
    'response-received': decision.signed === null && last !== undefined && last.answeredAt !== null,
    'restricted-notes': application.restrictedNotes,
    family: applicants.length > 1 || application.associated.length > 0,
    minor:
      principal?.birthDate != null && ageInYears(principal.birthDate, dayOf(application.receivedAt)) < majorityYears,
    'fees-unpaid': !application.feesPaid,
    'fairness-open': fairnessOpen,
    'draft-decision': decision.draft !== null,
    'handed-over-draft': openHandedOver(state).length > 0,
  };
  return caseFlags.filter((flag) => holds[flag]);
}
