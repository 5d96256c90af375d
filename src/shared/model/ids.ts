import * as z from 'zod';

const uuid = z.uuid();

export const caseId = uuid.brand<'CaseId'>();
export type CaseId = z.infer<typeof caseId>;

/** One person's record within an application; the UCI is a field of it, because UCIs are linked and may be temporary. */
export const applicantId = uuid.brand<'ApplicantId'>();
export type ApplicantId = z.infer<typeof applicantId>;

export const documentId = uuid.brand<'DocumentId'>();
export type DocumentId = z.infer<typeof documentId>;

export const noteId = uuid.brand<'NoteId'>();
export type NoteId = z.infer<typeof noteId>;

export const evidenceId = uuid.brand<'EvidenceId'>();
export type EvidenceId = z.infer<typeof evidenceId>;

/** A device's identity at central: one encrypted store on one machine. */
export const clientId = uuid.brand<'ClientId'>();
export type ClientId = z.infer<typeof clientId>;

/** A person's user code: two letters and 4-5 digits (domain-sources 1.1). */
export const officerId = z
  .string()
  .regex(/^[A-Z]{2}\d{4,5}$/)
  .brand<'OfficerId'>();
export type OfficerId = z.infer<typeof officerId>;

export const officeId = z
  .string()
  .regex(/^[A-Z]{3,6}$/)
  .brand<'OfficeId'>();
export type OfficeId = z.infer<typeof officeId>;

/** SHA-256 of a document's bytes, lower-case hex. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>();
export type Sha256 = z.infer<typeof sha256>;

/** An instant: ISO 8601 in UTC with milliseconds, `2026-11-23T04:00:00.000Z`. */
export const instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof instant>;

/** A calendar day without a zone, `2026-11-23`. */
export const day = z.iso.date().brand<'Day'>();
export type Day = z.infer<typeof day>;
