import type { DocumentAuthor } from '../document-plan.ts';
import type { DemoDocumentKind } from '../document-request.ts';
import { applicationForm } from './application-form.ts';
import { consentForm, familyForm, representativeForm } from './authorization-forms.ts';
import { bankStatement } from './bank-statement.ts';
import { birthCertificate, marriageCertificate, policeCertificate } from './civil-certificates.ts';
import { evidenceBundle } from './evidence-bundle.ts';
import { identityCard } from './identity-card.ts';
import { languageTest } from './language-test.ts';
import { correspondence, employmentLetter, invitationLetter, letterOfAcceptance, studyPlan } from './letters.ts';
import { medicalReport } from './medical-report.ts';
import { proofOfFunds, taxAssessment } from './money-papers.ts';
import { passport } from './passport.ts';
import { photo } from './photo.ts';
import { statutoryDeclaration } from './statutory-declaration.ts';
import { transcript } from './transcript.ts';
import { travelItinerary } from './travel-itinerary.ts';

/** Who writes which kind. A new kind is a function here and a name in document-request.ts. */
export const authors: Readonly<Record<DemoDocumentKind, DocumentAuthor>> = {
  'application-form': applicationForm,
  'family-form': familyForm,
  'consent-form': consentForm,
  'representative-form': representativeForm,
  passport,
  'identity-card': identityCard,
  photo,
  'birth-certificate': birthCertificate,
  'marriage-certificate': marriageCertificate,
  'police-certificate': policeCertificate,
  'medical-report': medicalReport,
  'bank-statement': bankStatement,
  'proof-of-funds': proofOfFunds,
  'tax-assessment': taxAssessment,
  'letter-of-acceptance': letterOfAcceptance,
  transcript,
  'language-test': languageTest,
  'employment-letter': employmentLetter,
  'invitation-letter': invitationLetter,
  'study-plan': studyPlan,
  'travel-itinerary': travelItinerary,
  'statutory-declaration': statutoryDeclaration,
  correspondence,
  'evidence-bundle': evidenceBundle,
};
