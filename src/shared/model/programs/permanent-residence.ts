import type { Bilingual } from '../bilingual.ts';
import {
  biometricsItem,
  checklistItem,
  feeItem,
  medicalAlwaysItem,
  passportItem,
  photoItem,
  policeAlwaysItem,
  representativeItem,
  translationItem,
} from './checklist.ts';
import { inadmissibilityGrounds } from './inadmissibility.ts';
import type { ChecklistItem, Condition, Ground } from './program.ts';
import { assessmentList } from './temporary-residence.ts';
import { text } from './text.ts';

export const permanentAssessments = assessmentList(
  ['completeness', 'biometrics', 'medical', 'eligibility', 'criminality', 'security'],
  ['human-rights', 'organized-crime', 'misrepresentation', 'information-sharing'],
);

/** Forms that every application for permanent residence holds: IMM 0008, IMM 5669, IMM 5406 [WELCOME]. */
export const permanentForms: readonly ChecklistItem[] = [
  checklistItem(
    'application-form',
    ['Generic application form for Canada (IMM 0008)', 'Formulaire de demande générique pour le Canada (IMM 0008)'],
    ['application-form'],
    'always',
    'application',
  ),
  checklistItem(
    'schedule-a',
    ['Schedule A, background and declaration (IMM 5669)', 'Annexe A, antécédents et déclaration (IMM 5669)'],
    ['application-form'],
    'always',
    'applicant',
  ),
  checklistItem(
    'family-information',
    ['Additional family information (IMM 5406)', 'Renseignements additionnels sur la famille (IMM 5406)'],
    ['family-information'],
    'always',
    'applicant',
  ),
  feeItem,
];

export const permanentClosing: readonly ChecklistItem[] = [
  passportItem,
  photoItem,
  checklistItem(
    'civil-status',
    ['Birth and marriage certificates', 'Actes de naissance et de mariage'],
    ['birth-certificate', 'marriage-certificate'],
    'always',
    'applicant',
  ),
  policeAlwaysItem,
  medicalAlwaysItem,
  biometricsItem,
  translationItem,
  representativeItem,
];

/** R50(1) asks for a passport; R51: facts that changed must be declared on arrival (general knowledge). */
export const permanentConditions: readonly Condition[] = [
  {
    id: 'declare-changes',
    imposed: 'always',
    text: text(
      'Before you become a permanent resident, you must tell us if your marital status has changed, or any fact that matters to your application.',
      "Avant de devenir résident permanent, vous devez nous informer de tout changement d'état matrimonial ou de tout fait important pour votre demande.",
    ),
  },
];

/** The spouse or child of the family class, and refugees, are exempt from excessive demand (A38(2)); refugees from A39 too. */
export function inadmissibilityWithout(...left: readonly string[]): readonly Ground[] {
  return inadmissibilityGrounds
    .filter((each) => !left.includes(each.id))
    .map((each) => ({ ...each, reasons: each.reasons.filter((reason) => !left.includes(reason.id)) }));
}

/** The body of an approval of permanent residence: e-COPR through the portal, the date of its signature changes the status (domain-sources 6). */
export function permanentApproval(what: Bilingual): Bilingual {
  return text(
    `# My decision

I approved your ${what.en}.

# What happens next

We will write to you about the last steps. If you are in Canada, you will be asked to confirm that you are here and to send a photo. If you are outside Canada, you will receive instructions for your travel. You become a permanent resident only when your confirmation of permanent residence (e-COPR) is signed. Until then, your status does not change.

# Your obligations

{conditions}

# What you can do now

Make sure that your passport stays valid and that we have your current address.`,
    `# Ma décision

J'ai approuvé votre ${what.fr}.

# La suite

Nous vous écrirons au sujet des dernières étapes. Si vous êtes au Canada, vous devrez confirmer votre présence au pays et envoyer une photo. Si vous êtes à l'extérieur du Canada, vous recevrez des instructions pour votre voyage. Vous obtiendrez le statut de résident permanent seulement lorsque votre confirmation de résidence permanente (e-CRP) sera signée. D'ici là, votre statut ne change pas.

# Vos obligations

{conditions}

# Ce que vous pouvez faire maintenant

Assurez-vous que votre passeport demeure valide et que nous avons votre adresse actuelle.`,
  );
}
