import * as z from 'zod';

/** Assessments are records of their own (domain.md "The record"); order is that of the file. */
export const assessmentTypes = [
  'completeness',
  'biometrics',
  'medical',
  'eligibility',
  'criminality',
  'security',
  'human-rights',
  'organized-crime',
  'misrepresentation',
  'information-sharing',
] as const;
export const assessmentType = z.enum(assessmentTypes);
export type AssessmentType = z.infer<typeof assessmentType>;

/** Typical statuses; the security replies are those of the partner agency, the officer decides (domain-sources 1.3, 1.5). */
export const assessmentStatuses = [
  'not-started',
  'in-progress',
  'review-required',
  'passed',
  'failed',
  'favourable',
  'non-favourable',
  'inconclusive',
  'no-recommendation-required',
] as const;
export const assessmentStatus = z.enum(assessmentStatuses);
export type AssessmentStatus = z.infer<typeof assessmentStatus>;

const partnerReplies: readonly AssessmentStatus[] = [
  'favourable',
  'non-favourable',
  'inconclusive',
  'no-recommendation-required',
];
const ownStatuses: readonly AssessmentStatus[] = ['not-started', 'in-progress', 'review-required', 'passed', 'failed'];
const screened: ReadonlySet<AssessmentType> = new Set<AssessmentType>(['security', 'human-rights', 'organized-crime']);

/** Statuses that may be recorded for a type of assessment, in the order a list shows them. */
export function statusesFor(type: AssessmentType): readonly AssessmentStatus[] {
  return screened.has(type) ? [...ownStatuses, ...partnerReplies] : ownStatuses;
}

/** Settled in the applicant's favour: nothing in it stands against an approval. */
export function isFavourable(status: AssessmentStatus): boolean {
  return status === 'passed' || status === 'favourable' || status === 'no-recommendation-required';
}

/** Settled or pointing against: what an adverse ground can rest on. */
export function isAdverse(status: AssessmentStatus): boolean {
  return (
    status === 'failed' || status === 'review-required' || status === 'non-favourable' || status === 'inconclusive'
  );
}
