import type { DocumentType } from '#shared/model/document.ts';
import type { ProgramId } from '#shared/model/programs/program.ts';
import type { DemoDocumentKind, DocumentLook } from '../documents/document-request.ts';

/** One paper of a file: what it is for the checklist, how it is drawn, how often it is there. */
export interface PaperPlan {
  readonly type: DocumentType;
  readonly kind: DemoDocumentKind;
  readonly of: 'principal' | 'adults' | 'everyone' | 'children';
  /** Chance that the file has it: below 1 some files lack it, as real ones do. */
  readonly chance: number;
  readonly pages: readonly [number, number] | null;
  readonly mode: readonly DocumentLook['mode'][];
  readonly container: readonly DocumentLook['container'][];
}

const paper = (
  type: DocumentType,
  kind: DemoDocumentKind,
  of: PaperPlan['of'],
  chance: number,
  pages: PaperPlan['pages'] = null,
  mode: PaperPlan['mode'] = ['g4', 'g4', 'grey'],
  container: PaperPlan['container'] = ['pdf', 'pdf', 'pdf', 'tiff'],
): PaperPlan => ({ type, kind, of, chance, pages, mode, container });

const form = paper('application-form', 'application-form', 'principal', 1, [2, 5]);
const passport = paper(
  'passport',
  'passport',
  'everyone',
  1,
  null,
  ['colour', 'colour', 'grey'],
  ['jpeg', 'pdf', 'pdf'],
);
const photo = paper('photo', 'photo', 'principal', 0.95, null, ['colour'], ['jpeg']);
const bank = paper('bank-statement', 'bank-statement', 'principal', 0.95, [2, 7]);
const employment = paper('employment-letter', 'employment-letter', 'principal', 0.85, [1, 1], ['grey', 'g4', 'colour']);
const police = paper('police-certificate', 'police-certificate', 'adults', 0.85, [1, 2], ['grey', 'colour']);
const birth = paper('birth-certificate', 'birth-certificate', 'everyone', 0.8, [1, 2], ['grey', 'colour']);
const consent = paper('consent-form', 'consent-form', 'principal', 1, [1, 1], ['g4']);
const family = paper('family-information', 'family-form', 'principal', 0.9, [1, 2]);

export const papersOf: Readonly<Record<ProgramId, readonly PaperPlan[]>> = {
  'visitor-visa': [
    form,
    passport,
    photo,
    bank,
    employment,
    consent,
    family,
    paper('invitation-letter', 'invitation-letter', 'principal', 0.7, [1, 2], ['grey', 'g4']),
    paper('travel-itinerary', 'travel-itinerary', 'principal', 0.6, [1, 2]),
  ],
  'study-permit': [
    form,
    passport,
    photo,
    consent,
    paper('letter-of-acceptance', 'letter-of-acceptance', 'principal', 1, [1, 2], ['grey', 'colour']),
    paper('proof-of-funds', 'proof-of-funds', 'principal', 0.9, [2, 6]),
    bank,
    paper('study-plan', 'study-plan', 'principal', 0.85, [1, 3]),
    paper('transcript', 'transcript', 'principal', 0.8, [2, 6]),
    paper('language-test', 'language-test', 'principal', 0.8, [1, 1], ['grey', 'colour']),
  ],
  'work-permit': [
    form,
    passport,
    photo,
    consent,
    employment,
    paper('job-offer', 'employment-letter', 'principal', 0.95, [1, 2]),
    paper('credential-assessment', 'transcript', 'principal', 0.6, [2, 4]),
  ],
  'eta-referral': [form, passport, paper('correspondence', 'correspondence', 'principal', 0.9, [1, 2])],
  'express-entry': [
    form,
    passport,
    police,
    birth,
    photo,
    paper('language-test', 'language-test', 'principal', 1, [1, 1], ['grey', 'colour']),
    paper('credential-assessment', 'transcript', 'principal', 1, [3, 8]),
    paper('proof-of-funds', 'proof-of-funds', 'principal', 1, [3, 7]),
    employment,
    paper('medical-exam', 'medical-report', 'everyone', 0.8, [1, 2]),
  ],
  'spouse-or-partner': [
    form,
    passport,
    police,
    photo,
    consent,
    paper('sponsorship-form', 'application-form', 'principal', 1, [3, 6]),
    paper('marriage-certificate', 'marriage-certificate', 'principal', 0.95, [2, 3], ['grey', 'colour']),
    paper('relationship-evidence', 'evidence-bundle', 'principal', 1, [6, 60], ['g4', 'grey']),
  ],
  'provincial-nominee': [
    form,
    passport,
    police,
    photo,
    employment,
    paper('nomination-certificate', 'correspondence', 'principal', 1, [1, 2], ['grey']),
    paper('proof-of-funds', 'proof-of-funds', 'principal', 0.9, [3, 6]),
  ],
  'protected-person': [
    form,
    consent,
    paper('basis-of-claim', 'statutory-declaration', 'principal', 1, [4, 12]),
    paper('national-identity', 'identity-card', 'adults', 0.7, null, ['colour', 'grey'], ['jpeg', 'pdf']),
    birth,
    paper('representative-form', 'representative-form', 'principal', 0.8, [1, 2], ['g4']),
  ],
  'refugee-resettlement': [
    form,
    paper('refugee-referral', 'correspondence', 'principal', 1, [3, 8]),
    paper('national-identity', 'identity-card', 'adults', 0.8, null, ['colour'], ['jpeg', 'pdf']),
    paper('medical-exam', 'medical-report', 'everyone', 0.9, [1, 2]),
  ],
  'citizenship-grant': [
    form,
    passport,
    photo,
    paper('residence-calculation', 'application-form', 'principal', 1, [2, 4]),
    paper('tax-assessment', 'tax-assessment', 'principal', 0.95, [3, 6]),
    paper('language-test', 'language-test', 'principal', 0.7, [1, 1]),
    paper('travel-history', 'evidence-bundle', 'principal', 0.5, [4, 12]),
  ],
  'temporary-resident-permit': [
    form,
    passport,
    police,
    paper('statutory-declaration', 'statutory-declaration', 'principal', 1, [2, 5]),
    paper('correspondence', 'correspondence', 'principal', 1, [2, 4]),
  ],
};
