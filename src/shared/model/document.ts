import * as z from 'zod';
import { bilingual } from './bilingual.ts';
import { applicantId, day, documentId, instant, officerId, sha256 } from './ids.ts';

export const documentTypes = [
  'application-form',
  'family-information',
  'passport',
  'national-identity',
  'photo',
  'bank-statement',
  'proof-of-funds',
  'employment-letter',
  'pay-records',
  'tax-assessment',
  'invitation-letter',
  'travel-itinerary',
  'travel-history',
  'letter-of-acceptance',
  'provincial-attestation',
  'study-plan',
  'transcript',
  'language-test',
  'credential-assessment',
  'job-offer',
  'labour-market-assessment',
  'nomination-certificate',
  'birth-certificate',
  'marriage-certificate',
  'relationship-evidence',
  'sponsorship-form',
  'police-certificate',
  'medical-exam',
  'biometrics-confirmation',
  'custodianship',
  'consent-form',
  'representative-form',
  'statutory-declaration',
  'basis-of-claim',
  'refugee-referral',
  'residence-calculation',
  'knowledge-test',
  'fee-receipt',
  'translation',
  'correspondence',
  'fairness-letter',
  'fairness-response',
  'interview-notes',
  'waiver',
  'other',
] as const;
export const documentType = z.enum(documentTypes);
export type DocumentType = z.infer<typeof documentType>;

const documentMimes = ['application/pdf', 'image/tiff', 'image/jpeg', 'image/png'] as const;
export const documentMime = z.enum(documentMimes);
export type DocumentMime = z.infer<typeof documentMime>;

export const documentOrigin = z.enum(['scan-batch', 'portal', 'webform', 'secure-message', 'case-pack']);

/** How a document can have come that a person adds by hand. */
export const addedOrigin = documentOrigin.exclude(['case-pack']);

/** Largest file that may be added by hand. Scans of a whole application stay well below; the viewer reads no larger ones fast. */
export const documentMaximumBytes = 100_000_000;

/** Most documents that a file may grow to by hand. */
export const documentsMaximum = 500;

/** One document of the file. The bytes stand in the vault under `sha256`, never in the record. */
export const documentRecord = z.object({
  id: documentId,
  type: documentType,
  title: bilingual,
  applicantId: applicantId.nullable(),
  /** The document's own date, where it has one. */
  dated: day.nullable(),
  expires: day.nullable(),
  receivedAt: instant,
  origin: documentOrigin,
  sha256,
  sizeBytes: z.int().nonnegative(),
  mime: documentMime,
  /** Null where the file could not be read far enough to count them. */
  pages: z.int().positive().nullable(),
  replaces: documentId.nullable(),
  /** First opening by each person who read it: user code to instant. */
  readBy: z.record(officerId, instant),
});
export type DocumentRecord = z.infer<typeof documentRecord>;
