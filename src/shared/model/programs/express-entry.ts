import { checklistItem } from './checklist.ts';
import { permanentGeneralGrounds } from './general-grounds.ts';
import { ground } from './ground.ts';
import { inadmissibilityGrounds } from './inadmissibility.ts';
import {
  acknowledgementLetter,
  approvalLetter,
  documentRequestLetter,
  fairnessLetter,
  misrepresentationLetter,
  refusalLetter,
} from './letter-kit.ts';
import {
  permanentApproval,
  permanentAssessments,
  permanentClosing,
  permanentConditions,
  permanentForms,
} from './permanent-residence.ts';
import type { Program } from './program.ts';
import { text } from './text.ts';

/** A11.2 [CV-482200]. */
const invitation = ground({
  id: 'a11-2-1',
  provision: 'A11.2(1)',
  title: ['Invitation to apply: criteria and ranking', 'Invitation à présenter une demande : critères et classement'],
  reasons: [
    [
      'criteria',
      'When you were invited to apply, or when we received your application, you did not meet the criteria of the program.',
      "Au moment de l'invitation, ou à la réception de votre demande, vous ne remplissiez pas les critères du programme.",
    ],
    [
      'ranking',
      'When you were invited to apply, or when we received your application, you did not have the qualifications on which your ranking was based.',
      "Au moment de l'invitation, ou à la réception de votre demande, vous n'aviez pas les attributs sur lesquels reposait votre classement.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

/** R87.1 [CV-482200]; R75 and R76 are general knowledge. */
const canadianExperience = ground({
  id: 'r87-1-2',
  provision: 'R87.1(2)',
  title: ['Canadian experience class', "Catégorie de l'expérience canadienne"],
  reasons: [
    [
      'work-experience',
      'You did not show the skilled work experience in Canada that this class requires.',
      "Vous n'avez pas démontré l'expérience de travail qualifié au Canada que cette catégorie exige.",
    ],
    [
      'duties',
      'The duties that you documented are not those of the occupation that you declared.',
      'Les fonctions que vous avez documentées ne sont pas celles de la profession que vous avez déclarée.',
    ],
    [
      'language',
      'Your language test results do not reach the level that this class requires.',
      "Vos résultats à l'examen de langue n'atteignent pas le niveau que cette catégorie exige.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const skilledWorker = ground({
  id: 'r75-2',
  provision: 'R75(2)',
  title: ['Federal skilled worker class', 'Catégorie des travailleurs qualifiés (fédéral)'],
  reasons: [
    [
      'work-experience',
      'You did not show the continuous skilled work experience that this class requires.',
      "Vous n'avez pas démontré l'expérience continue de travail qualifié que cette catégorie exige.",
    ],
    [
      'language',
      'Your language test results do not reach the level that this class requires.',
      "Vos résultats à l'examen de langue n'atteignent pas le niveau que cette catégorie exige.",
    ],
    [
      'education',
      'You did not submit a Canadian educational credential, or a foreign one with its equivalency assessment.',
      "Vous n'avez pas présenté de diplôme canadien, ni de diplôme étranger accompagné de son attestation d'équivalence.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const settlementFunds = ground({
  id: 'r76-1-b',
  provision: 'R76(1)(b)',
  title: ['Settlement funds', "Fonds d'établissement"],
  reasons: [
    [
      'not-enough',
      'You did not show that you have settlement funds, transferable and free of debts, in the amount required for the size of your family.',
      "Vous n'avez pas démontré que vous disposez de fonds d'établissement transférables, non grevés de dettes et suffisants selon la taille de votre famille.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const named = text(
  'application for permanent residence (Express Entry)',
  'demande de résidence permanente (Entrée express)',
);

/** A new application needs a new invitation (A10.1(1)). */
const again = text(
  'You may submit a new Express Entry profile at any time. You may apply again only if you receive a new invitation to apply. You must pay the fees again.',
  'Vous pouvez soumettre un nouveau profil Entrée express en tout temps. Vous ne pourrez présenter une nouvelle demande que si vous recevez une nouvelle invitation. Vous devrez payer les frais de nouveau.',
);

/** Express Entry: six months [BLUEB, OAG-TAB]; forms IMM 0008, IMM 5669, IMM 5406 [WELCOME]. */
export const expressEntry: Program = {
  id: 'express-entry',
  numberPrefix: 'E',
  title: text('Permanent residence, Express Entry', 'Résidence permanente, Entrée express'),
  shortTitle: text('Express Entry', 'Entrée express'),
  line: 'permanent-residence',
  categories: [
    { code: 'CEC', title: text('Canadian experience class', "Catégorie de l'expérience canadienne") },
    { code: 'FSW', title: text('Federal skilled worker', 'Travailleur qualifié (fédéral)') },
    { code: 'FST', title: text('Federal skilled trades', 'Métiers spécialisés (fédéral)') },
    { code: 'PNP-EE', title: text('Provincial nominee (Express Entry)', 'Candidat des provinces (Entrée express)') },
  ],
  standard: { inside: { value: 6, unit: 'months' }, outside: { value: 6, unit: 'months' } },
  checklist: [
    ...permanentForms,
    checklistItem(
      'language-test',
      ['Language test results', "Résultats d'un examen de langue"],
      ['language-test'],
      'always',
      'applicant',
    ),
    checklistItem(
      'credential-assessment',
      ['Educational credential assessment', "Évaluation des diplômes d'études"],
      ['credential-assessment', 'transcript'],
      'if-applicable',
      'applicant',
    ),
    checklistItem(
      'experience',
      ['Proof of work experience', "Preuve d'expérience de travail"],
      ['employment-letter', 'pay-records', 'tax-assessment'],
      'always',
      'applicant',
    ),
    checklistItem(
      'funds',
      ['Proof of settlement funds', "Preuve de fonds d'établissement"],
      ['proof-of-funds', 'bank-statement'],
      'if-applicable',
      'application',
    ),
    ...permanentClosing,
  ],
  assessments: permanentAssessments,
  grounds: [
    invitation,
    canadianExperience,
    skilledWorker,
    settlementFunds,
    ...permanentGeneralGrounds,
    ...inadmissibilityGrounds,
  ],
  conditions: permanentConditions,
  validity: null,
  letters: {
    acknowledgement: acknowledgementLetter(named),
    approval: approvalLetter(named, permanentApproval(named)),
    refusal: refusalLetter({ named, notesReleased: true, again }),
    misrepresentation: misrepresentationLetter({ named, notesReleased: true }),
    documentRequest: documentRequestLetter(named),
    fairness: fairnessLetter(named),
  },
  authority: { approve: 1, refuse: 1 },
  decidable: false,
};
