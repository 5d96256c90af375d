import type { DocumentType } from '../document.ts';
import type { ChecklistItem } from './program.ts';
import { text } from './text.ts';

type Required = ChecklistItem['required'];
type Per = ChecklistItem['per'];

/** One line of a checklist. `id` is stable: the record refers to it. */
export function checklistItem(
  id: string,
  title: readonly [en: string, fr: string],
  documentTypes: readonly DocumentType[],
  required: Required,
  per: Per,
): ChecklistItem {
  return { id, title: text(title[0], title[1]), documentTypes, required, per };
}

/*
 * Lines that repeat from program to program: forms, fee proof, passport page, photos, status document, funds, purpose
 * and ties, proof of relationship, police, medical, translations [SCR-TRV, IMM5483].
 */

export const passportItem = checklistItem(
  'passport',
  [
    'Passport or travel document (page with personal details)',
    'Passeport ou titre de voyage (page des renseignements personnels)',
  ],
  ['passport'],
  'always',
  'applicant',
);

export const photoItem = checklistItem(
  'photo',
  ['Photos that meet the specifications', 'Photos conformes aux exigences'],
  ['photo'],
  'always',
  'applicant',
);

export const feeItem = checklistItem(
  'fee',
  ['Proof of payment of the fees', 'Preuve de paiement des frais'],
  ['fee-receipt'],
  'always',
  'application',
);

export const familyInformationItem = checklistItem(
  'family-information',
  ['Family information form (IMM 5645)', 'Formulaire de renseignements sur la famille (IMM 5645)'],
  ['family-information'],
  'always',
  'applicant',
);

export const biometricsItem = checklistItem(
  'biometrics',
  ['Confirmation of biometrics', 'Confirmation de la collecte des données biométriques'],
  ['biometrics-confirmation'],
  'if-applicable',
  'applicant',
);

export const medicalItem = checklistItem(
  'medical',
  ['Immigration medical examination', "Examen médical aux fins de l'immigration"],
  ['medical-exam'],
  'if-applicable',
  'applicant',
);

export const policeItem = checklistItem(
  'police',
  ['Police certificate', 'Certificat de police'],
  ['police-certificate'],
  'if-applicable',
  'applicant',
);

export const policeAlwaysItem = { ...policeItem, required: 'always' } as const;
export const medicalAlwaysItem = { ...medicalItem, required: 'always' } as const;

const civilStatusItem = checklistItem(
  'civil-status',
  [
    'Proof of relationship (birth or marriage certificate, statutory declaration of common-law union IMM 5409)',
    "Preuve du lien de parenté (acte de naissance ou de mariage, déclaration solennelle d'union de fait IMM 5409)",
  ],
  ['birth-certificate', 'marriage-certificate', 'statutory-declaration'],
  'if-applicable',
  'applicant',
);

export const representativeItem = checklistItem(
  'representative',
  ['Use of a representative (IMM 5476)', 'Recours aux services d’un représentant (IMM 5476)'],
  ['representative-form'],
  'if-applicable',
  'application',
);

export const translationItem = checklistItem(
  'translation',
  [
    'Translation of each document that is in neither English nor French',
    "Traduction de chaque document qui n'est ni en français ni en anglais",
  ],
  ['translation'],
  'if-applicable',
  'application',
);

/** The centre may not take an application without it [VFS-PAN]; an application that came online has none. */
const consentItem = checklistItem(
  'consent',
  ['Visa application centre consent form', 'Formulaire de consentement du centre de réception des demandes de visa'],
  ['consent-form'],
  'if-applicable',
  'application',
);

/** Signed where a document of the checklist is missing and the applicant wants the file sent as it is [VFS-PAN]. */
const waiverItem = checklistItem(
  'waiver',
  ['Visa application centre waiver form', 'Formulaire de renonciation du centre de réception des demandes de visa'],
  ['waiver'],
  'if-applicable',
  'application',
);

export const closingItems: readonly ChecklistItem[] = [
  civilStatusItem,
  biometricsItem,
  medicalItem,
  policeItem,
  translationItem,
  representativeItem,
  consentItem,
  waiverItem,
];
