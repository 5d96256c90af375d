/** Why an act is not done. Each has a message in both languages (`refusals.<code>`). Details hold versions, ids of records and counts only. */
export const refusalCodes = [
  'not-holder',
  'not-decision-maker',
  'not-supervisor',
  'not-visible',
  'reason-required',
  'case-closed',
  'already-decided',
  'already-assigned',
  'not-assigned',
  'stale-epoch',
  'stale-record',
  'unknown-document',
  'document-already-there',
  'too-many-documents',
  'unknown-applicant',
  'unknown-evidence',
  'duplicate-id',
  'unknown-ground',
  'unknown-condition',
  'assessment-not-in-program',
  'status-not-allowed',
  'page-out-of-range',
  'passages-out-of-range',
  'date-in-past',
  'nothing-to-clear',
  'no-draft',
  'draft-changed',
  'checks-unmet',
  'program-not-decidable',
  'officer-inactive',
  'date-in-future',
  'unknown-draft',
  'draft-settled',
  'not-withdrawn',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string | number>>;
}

export function refusal(code: RefusalCode, details: Refusal['details'] = {}): Refusal {
  return { code, details };
}
