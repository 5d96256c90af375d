import * as z from 'zod';
import { assessmentStatus, assessmentType } from './assessment.ts';
import { language } from './bilingual.ts';
import { decisionDraft, signedDecision } from './decision.ts';
import { documentRecord } from './document.ts';
import { evidence } from './evidence.ts';
import type { HandedOverDraft } from './handed-over.ts';
import { handedOverDraft } from './handed-over.ts';
import { applicantId, caseId, day, instant, officeId, officerId } from './ids.ts';
import { note } from './note.ts';
import { programIds } from './programs/program.ts';

export const programId = z.enum(programIds);

/** A record's version: 0 before its first event, raised by one with each (sync.md "basis"). */
const recordVersion = z.int().nonnegative();

/** The act that made this version (`actKey`); null where it came with the case. Absent in states stored before it was kept. */
const madeBy = z.string().max(60).nullable().optional();

export const applicant = z.object({
  id: applicantId,
  relationship: z.enum(['principal', 'spouse', 'common-law', 'child', 'parent', 'sibling', 'sponsor', 'other']),
  familyName: z.string().max(120),
  givenNames: z.string().max(160),
  birthDate: day.nullable(),
  /** ISO 3166-1 alpha-3. */
  citizenship: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  countryOfResidence: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  sex: z.enum(['F', 'M', 'X']).nullable(),
  /** `1234-5678` or `12-3456-7890`; null before one is given (domain.md "The record"). */
  uci: z
    .string()
    .regex(/^(\d{4}-\d{4}|\d{2}-\d{4}-\d{4})$/)
    .nullable(),
  passport: z.object({ number: z.string().max(20), issued: day.nullable(), expires: day.nullable() }).nullable(),
  biometricsEnrolled: day.nullable(),
  medicalExamined: day.nullable(),
  /** Travels or applies with the principal, as against being listed only. */
  accompanying: z.boolean(),
});
export type Applicant = z.infer<typeof applicant>;

export const application = z.object({
  /** Letter(s) + digits; may change on transfer, so never an identity (domain.md "The record"). */
  number: z.string().min(1).max(20),
  program: programId,
  category: z.string().max(20),
  specialProgram: z.string().max(40).nullable(),
  primaryOffice: officeId,
  secondaryOffice: officeId.nullable(),
  receivedAt: instant,
  receivedVia: z.enum(['vac', 'portal', 'mail', 'port-of-entry', 'partner']),
  /** The clock of the service standard starts at a complete application. */
  completeOn: day.nullable(),
  lockIn: day.nullable(),
  correspondenceLanguage: language,
  interviewLanguage: z.string().max(40),
  applyingFrom: z.enum(['inside', 'outside']),
  purpose: z.string().max(500),
  destination: z.string().max(200),
  feesPaid: z.boolean(),
  restrictedNotes: z.boolean(),
  status: z.enum(['open', 'closed']),
  statusReason: z.enum(['in-progress', 'approved', 'refused', 'withdrawn', 'returned']),
  associated: z.array(z.string().max(20)).max(50),
});
export type Application = z.infer<typeof application>;

export const assignment = z.object({
  version: recordVersion,
  /** The fencing number: raised by each reassignment; a command with an older one is not applied. */
  epoch: z.int().nonnegative(),
  officerId: officerId.nullable(),
  since: instant,
  by: officerId.nullable(),
  reason: z.string().max(500),
  act: madeBy,
});

export const assessmentRecord = z.object({
  version: recordVersion,
  act: madeBy,
  status: assessmentStatus,
  conditional: z.boolean(),
  dueDate: day.nullable(),
  remark: z.string().max(4000),
  by: officerId,
  at: instant,
});
export type AssessmentRecord = z.infer<typeof assessmentRecord>;

export const bringForward = z.object({
  date: day,
  /** A short code the queue can be filtered by. */
  code: z.string().regex(/^[A-Z0-9-]{1,10}$/),
  text: z.string().max(200),
  by: officerId,
  at: instant,
});

export const correspondence = z.object({
  id: z.uuid(),
  kind: z.enum(['acknowledgement', 'document-request', 'fairness-letter', 'interview-notice', 'approval', 'refusal']),
  sentAt: instant,
  answerDue: day.nullable(),
  answeredAt: instant.nullable(),
});

/** A case as central holds it: the fold of its events. Every part that two people may touch has a version of its own. */
export const caseState = z.object({
  id: caseId,
  /** The number of events applied. */
  version: recordVersion,
  application,
  /** Principal first. */
  applicants: z.array(applicant).min(1).max(40),
  assignment,
  assessments: z.partialRecord(assessmentType, assessmentRecord),
  notes: z.array(note),
  bringForward: z.object({ version: recordVersion, act: madeBy, entry: bringForward.nullable() }),
  correspondence: z.array(correspondence),
  documents: z.array(documentRecord),
  evidence: z.array(evidence),
  decision: z.object({
    version: recordVersion,
    act: madeBy,
    draft: decisionDraft.nullable(),
    draftBy: officerId.nullable(),
    signed: signedDecision.nullable(),
  }),
  /** How often the application was withdrawn and reopened; absent where it never was. */
  withdrawal: z.object({ version: recordVersion, act: madeBy }).optional(),
  /** In the order in which they came; absent where there never was one. */
  handedOver: z.array(handedOverDraft).optional(),
});
export type CaseState = z.infer<typeof caseState>;

/** What is left on the case for its officer and not settled yet. */
export function openHandedOver(state: Pick<CaseState, 'handedOver'>): readonly HandedOverDraft[] {
  return (state.handedOver ?? []).filter((draft) => draft.settled === null);
}

/** `Family name, Given names` of the principal applicant, as lists show it. */
export function principalName(state: Pick<CaseState, 'applicants'>): string {
  const principal = state.applicants[0];
  if (principal === undefined) return '';
  return principal.givenNames === '' ? principal.familyName : `${principal.familyName}, ${principal.givenNames}`;
}
