import { isFavourable } from './assessment.ts';
import type { CaseState } from './case-state.ts';
import type { Program } from './programs/program.ts';

/** Where a case stands on its way (domain.md "The way of a case"). */
export const stages = [
  'received',
  'completeness',
  'biometrics-medical',
  'assessment',
  'awaiting-applicant',
  'decision',
  'finalization',
  'closed',
] as const;
export type Stage = (typeof stages)[number];

/** Derived, never stored as truth: what is settled decides. */
export function stageOf(state: CaseState, program: Program): Stage {
  if (state.application.status === 'closed') return 'closed';
  if (state.decision.signed !== null) return 'finalization';
  if (Object.keys(state.assessments).length === 0) return 'received';
  const settled = (type: (typeof program.assessments)[number]['type']): boolean => {
    const record = state.assessments[type];
    return record !== undefined && (isFavourable(record.status) || record.status === 'failed');
  };
  const open = program.assessments.filter((each) => each.required && !settled(each.type)).map((each) => each.type);
  if (open.includes('completeness')) return 'completeness';
  if (isAwaitingApplicant(state)) return 'awaiting-applicant';
  if (open.includes('biometrics') || open.includes('medical')) return 'biometrics-medical';
  return open.length > 0 ? 'assessment' : 'decision';
}

/** A letter that asks for an answer is out and none has come. */
export function isAwaitingApplicant(state: CaseState): boolean {
  return state.correspondence.some((sent) => sent.answerDue !== null && sent.answeredAt === null);
}
