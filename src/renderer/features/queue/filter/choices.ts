import type { QueueFilter, QueueOrder, QueueRow } from '#shared/contract/queue.ts';

/** The values of a union as a list that the compiler keeps complete: the schemas stay out of the page. */
function listOf<Value extends string>(all: Readonly<Record<Value, true>>): readonly Value[] {
  return Object.keys(all) as Value[];
}

export const programChoices = listOf<QueueRow['program']>({
  'visitor-visa': true,
  'study-permit': true,
  'work-permit': true,
  'eta-referral': true,
  'express-entry': true,
  'spouse-or-partner': true,
  'provincial-nominee': true,
  'protected-person': true,
  'refugee-resettlement': true,
  'citizenship-grant': true,
  'temporary-resident-permit': true,
});

export const stageChoices = listOf<QueueRow['stage']>({
  received: true,
  completeness: true,
  'biometrics-medical': true,
  assessment: true,
  'awaiting-applicant': true,
  decision: true,
  finalization: true,
  closed: true,
});

export const flagChoices = listOf<QueueRow['flags'][number]>({
  'response-received': true,
  'awaiting-response': true,
  'fairness-open': true,
  'draft-decision': true,
  'handed-over-draft': true,
  'restricted-notes': true,
  family: true,
  minor: true,
  'fees-unpaid': true,
});

export const markChoices = listOf<QueueRow['marks'][number]>({
  new: true,
  provisional: true,
  refused: true,
  'handed-over': true,
  'ready-offline': true,
  'partly-offline': true,
});

export const ageChoices = listOf<QueueFilter['age']>({ any: true, beyond: true, near: true, within: true });
export const holderChoices = listOf<QueueFilter['holder']>({ all: true, mine: true, pool: true });
export const bringForwardChoices = listOf<QueueFilter['bringForward']>({
  any: true,
  today: true,
  overdue: true,
  set: true,
});
export const groupChoices = listOf<QueueOrder['group']>({ none: true, stage: true, program: true });
