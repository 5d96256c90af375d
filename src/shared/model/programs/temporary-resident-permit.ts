import { checklistItem, closingItems, feeItem, passportItem, photoItem } from './checklist.ts';
import { documentsGround, interviewGround, truthfulGround } from './general-grounds.ts';
import { ground } from './ground.ts';
import {
  acknowledgementLetter,
  approvalLetter,
  documentRequestLetter,
  fairnessLetter,
  refusalLetter,
} from './letter-kit.ts';
import type { Program } from './program.ts';
import { assessmentList, temporaryConditions } from './temporary-residence.ts';
import { text } from './text.ts';

/** A24(1): for a person who is inadmissible or does not meet the requirements, where it is justified in the circumstances. */
const notJustified = ground({
  id: 'a24-1',
  provision: 'A24(1)',
  title: ['Permit not justified in the circumstances', 'Permis non justifié dans les circonstances'],
  reasons: [
    [
      'no-compelling-need',
      'The reasons that you gave for coming to Canada or staying here do not justify a permit in your circumstances.',
      'Les raisons que vous avez données pour venir ou demeurer au Canada ne justifient pas un permis dans vos circonstances.',
    ],
    [
      'risk-outweighs',
      'The risk that your presence would pose outweighs your need to come to Canada or to stay here.',
      "Le risque que poserait votre présence l'emporte sur votre besoin de venir ou de demeurer au Canada.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const named = text('application for a temporary resident permit', 'demande de permis de séjour temporaire');

const approval = text(
  `# My decision

I approved your application for a temporary resident permit.

# Your permit

Your permit is valid until {validUntil}. It may be cancelled at any time. It ends if you leave Canada, unless it says that you may come back.

# Conditions of your stay

{conditions}

# What you can do now

Read the conditions on your permit. If you need to stay longer, apply for a new permit before this one ends.`,
  `# Ma décision

J'ai approuvé votre demande de permis de séjour temporaire.

# Votre permis

Votre permis est valide jusqu'au {validUntil}. Il peut être révoqué en tout temps. Il prend fin si vous quittez le Canada, à moins qu'il n'autorise votre retour.

# Conditions de votre séjour

{conditions}

# Ce que vous pouvez faire maintenant

Lisez les conditions inscrites sur votre permis. Si vous devez rester plus longtemps, demandez un nouveau permis avant la fin de celui-ci.`,
);

/** Temporary resident permit: the officer writes a summary and a recommendation, a designated decision-maker decides [TRP-FINAL]; notes are not released with it [ODN]. Three years at most is general knowledge. */
export const temporaryResidentPermit: Program = {
  id: 'temporary-resident-permit',
  numberPrefix: 'P',
  title: text('Temporary resident permit', 'Permis de séjour temporaire'),
  shortTitle: text('Temporary resident permit', 'Permis de séjour temporaire'),
  line: 'temporary-residence',
  categories: [
    { code: 'TRP', title: text('Temporary resident permit', 'Permis de séjour temporaire') },
    { code: 'SUBSEQUENT', title: text('Subsequent permit', 'Permis subséquent') },
  ],
  standard: { inside: null, outside: null },
  checklist: [
    checklistItem(
      'application-form',
      ['Application form and letter that explains the need', 'Formulaire de demande et lettre qui explique le besoin'],
      ['application-form'],
      'always',
      'applicant',
    ),
    feeItem,
    passportItem,
    photoItem,
    checklistItem(
      'circumstances',
      ['Proof of the reasons for the visit or the stay', 'Preuve des raisons de la visite ou du séjour'],
      ['invitation-letter', 'employment-letter', 'correspondence', 'other'],
      'always',
      'application',
    ),
    checklistItem(
      'funds',
      ['Proof of financial support', 'Preuve de soutien financier'],
      ['bank-statement', 'proof-of-funds'],
      'if-applicable',
      'application',
    ),
    ...closingItems,
  ],
  assessments: assessmentList(
    ['completeness', 'eligibility', 'criminality', 'security'],
    ['biometrics', 'medical', 'human-rights', 'organized-crime', 'misrepresentation', 'information-sharing'],
  ),
  grounds: [notJustified, truthfulGround, documentsGround, interviewGround],
  conditions: temporaryConditions('visitor'),
  validity: {
    title: text('Permit valid until', "Permis valide jusqu'au"),
    maximumMonths: 36,
    defaultMonths: 12,
    endsWithPassport: false,
    entries: ['single', 'multiple'],
  },
  letters: {
    acknowledgement: acknowledgementLetter(named),
    approval: approvalLetter(named, approval),
    refusal: refusalLetter({ named, notesReleased: false }),
    misrepresentation: null,
    documentRequest: documentRequestLetter(named),
    fairness: fairnessLetter(named),
  },
  authority: { approve: 3, refuse: 3 },
  decidable: false,
};
