import * as z from 'zod';
import { bilingual } from '#shared/model/bilingual.ts';
import { applicant, application, programId } from '#shared/model/case-state.ts';
import { documentOrigin, documentType } from '#shared/model/document.ts';
import { applicantId, caseId, day, documentId, instant, officeId, sha256 } from '#shared/model/ids.ts';

/** A path within the pack: forward slashes, no empty, `.` or `..` part, nothing absolute. */
export function isPackPath(path: string): boolean {
  if (path.length === 0 || path.length > 500 || /[\\\0]/.test(path) || /^[A-Za-z]:/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

const packDocument = z.strictObject({
  /** Where the file lies in the pack. */
  file: z.string().refine(isPackPath, 'is not a path within the pack'),
  type: documentType,
  id: documentId.optional(),
  /** In both languages; the file's name where there is none. */
  title: bilingual.optional(),
  /** Index of the applicant that it is about, from 0; null for the application as a whole. */
  applicant: z.int().nonnegative().nullable().default(null),
  dated: day.nullable().default(null),
  expires: day.nullable().default(null),
  /** When it was received; the application's instant where not given. */
  receivedAt: instant.optional(),
  origin: documentOrigin.default('case-pack'),
  /** What the bytes must hash to: with it, a file that was damaged on its way is noticed for certain. */
  sha256: sha256.optional(),
});
export type PackDocument = z.infer<typeof packDocument>;

const { shape } = application;
const packApplication = z.strictObject({
  number: z.string().regex(/^[A-Z0-9-]{1,20}$/),
  program: programId,
  category: shape.category.optional(),
  specialProgram: shape.specialProgram.default(null),
  primaryOffice: officeId,
  secondaryOffice: shape.secondaryOffice.default(null),
  receivedAt: instant,
  receivedVia: shape.receivedVia,
  completeOn: shape.completeOn.default(null),
  lockIn: shape.lockIn.default(null),
  correspondenceLanguage: shape.correspondenceLanguage,
  interviewLanguage: shape.interviewLanguage.optional(),
  applyingFrom: shape.applyingFrom,
  purpose: shape.purpose.default(''),
  destination: shape.destination.default(''),
  feesPaid: shape.feesPaid.default(true),
  restrictedNotes: shape.restrictedNotes.default(false),
  associated: shape.associated.default([]),
});

const person = applicant.shape;
const packApplicant = z.strictObject({
  id: applicantId.optional(),
  relationship: person.relationship,
  familyName: person.familyName.min(1),
  givenNames: person.givenNames,
  birthDate: person.birthDate.default(null),
  citizenship: person.citizenship.default(null),
  countryOfResidence: person.countryOfResidence.default(null),
  sex: person.sex.default(null),
  uci: person.uci.default(null),
  passport: z
    .strictObject({
      number: z.string().min(1).max(20),
      issued: day.nullable().default(null),
      expires: day.nullable().default(null),
    })
    .nullable()
    .default(null),
  biometricsEnrolled: person.biometricsEnrolled.default(null),
  medicalExamined: person.medicalExamined.default(null),
  accompanying: person.accompanying.default(true),
});

/** `case.json` of a case pack (docs/case-pack.md). Unknown fields are refused: a misspelt one would be lost silently. */
export const casePack = z
  .strictObject({
    format: z.literal('dossier-case-pack'),
    version: z.literal(1),
    /** Our own id, where the case was here or elsewhere before; a new one where not given. */
    id: caseId.optional(),
    application: packApplication,
    /** Principal first. */
    applicants: z.array(packApplicant).min(1).max(40),
    documents: z.array(packDocument).max(2000),
  })
  .superRefine((pack, context) => {
    if (pack.applicants[0]?.relationship !== 'principal') {
      context.addIssue({
        code: 'custom',
        path: ['applicants', 0, 'relationship'],
        message: 'the first applicant is the principal',
      });
    }
    const files = new Set<string>();
    pack.documents.forEach((document, index) => {
      if (document.applicant !== null && document.applicant >= pack.applicants.length) {
        context.addIssue({
          code: 'custom',
          path: ['documents', index, 'applicant'],
          message: 'there is no such applicant',
        });
      }
      if (files.has(document.file)) {
        context.addIssue({ code: 'custom', path: ['documents', index, 'file'], message: 'the file is named twice' });
      }
      files.add(document.file);
    });
  });
export type CasePack = z.infer<typeof casePack>;
