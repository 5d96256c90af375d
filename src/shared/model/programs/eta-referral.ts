import { checklistItem, feeItem, passportItem, translationItem } from './checklist.ts';
import { documentsGround, interviewGround, truthfulGround } from './general-grounds.ts';
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
import type { Program } from './program.ts';
import { assessmentList, temporaryConditions } from './temporary-residence.ts';
import { text } from './text.ts';

const requirements = ground({
  id: 'a11-1-01',
  provision: 'A11(1.01)',
  title: ['Requirements for an electronic travel authorization', "Exigences de l'autorisation de voyage électronique"],
  reasons: [
    [
      'not-satisfied',
      'Following the examination of your application, I am not satisfied that you are not inadmissible and that you meet the requirements of the Act.',
      "À la suite du contrôle, je n'ai pas la conviction que vous ne faites l'objet d'aucune interdiction de territoire ni que vous remplissez les exigences de la Loi.",
    ],
    [
      'not-eligible-to-apply',
      'The passport that you hold does not allow you to travel with an electronic travel authorization. You need a visa.',
      'Le passeport que vous détenez ne vous permet pas de voyager avec une autorisation de voyage électronique. Il vous faut un visa.',
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const named = text(
  'application for an electronic travel authorization (eTA)',
  "demande d'autorisation de voyage électronique (AVE)",
);

const approval = text(
  `# My decision

I approved your application for an electronic travel authorization (eTA).

# Your authorization

It is valid until {validUntil}, and it is linked to the passport with which you applied. If you get a new passport, you need a new authorization.

# When you arrive

An authorization does not guarantee entry. A border services officer will decide whether you may enter and for how long.

# Conditions of your stay

{conditions}

# What you can do now

Travel with the passport that you used for your application.`,
  `# Ma décision

J'ai approuvé votre demande d'autorisation de voyage électronique (AVE).

# Votre autorisation

Elle est valide jusqu'au {validUntil} et elle est liée au passeport utilisé pour la demande. Si vous obtenez un nouveau passeport, il vous faudra une nouvelle autorisation.

# À votre arrivée

L'autorisation ne garantit pas l'entrée au Canada. Un agent des services frontaliers décidera si vous pouvez entrer et pour combien de temps.

# Conditions de votre séjour

{conditions}

# Ce que vous pouvez faire maintenant

Voyagez avec le passeport utilisé pour votre demande.`,
);

/** eTA referred to an officer: manual review within 72 hours (domain.md); notes are not released with it [ODN]. Five years by R12.05 (general knowledge). */
export const etaReferral: Program = {
  id: 'eta-referral',
  numberPrefix: 'G',
  title: text('Electronic travel authorization, manual referral', 'Autorisation de voyage électronique, examen manuel'),
  shortTitle: text('eTA referral', 'AVE, examen manuel'),
  line: 'temporary-residence',
  categories: [{ code: 'ETA', title: text('Electronic travel authorization', 'Autorisation de voyage électronique') }],
  standard: { inside: null, outside: { value: 72, unit: 'hours' } },
  checklist: [
    checklistItem(
      'application-form',
      [
        'Online application for an electronic travel authorization',
        "Demande en ligne d'autorisation de voyage électronique",
      ],
      ['application-form'],
      'always',
      'applicant',
    ),
    feeItem,
    passportItem,
    checklistItem(
      'supporting',
      ['Documents that the officer asked for', "Documents demandés par l'agent"],
      ['police-certificate', 'employment-letter', 'travel-itinerary', 'correspondence', 'other'],
      'if-applicable',
      'applicant',
    ),
    translationItem,
  ],
  assessments: assessmentList(
    ['completeness', 'eligibility', 'criminality', 'security'],
    ['medical', 'human-rights', 'organized-crime', 'misrepresentation', 'information-sharing'],
  ),
  grounds: [requirements, truthfulGround, documentsGround, interviewGround, ...inadmissibilityGrounds],
  conditions: temporaryConditions('visitor'),
  validity: {
    title: text('Authorization valid until', "Autorisation valide jusqu'au"),
    maximumMonths: 60,
    defaultMonths: 60,
    endsWithPassport: true,
    entries: ['multiple'],
  },
  letters: {
    acknowledgement: acknowledgementLetter(named),
    approval: approvalLetter(named, approval),
    refusal: refusalLetter({ named, notesReleased: false }),
    misrepresentation: misrepresentationLetter({ named, notesReleased: false }),
    documentRequest: documentRequestLetter(named),
    fairness: fairnessLetter(named),
  },
  authority: { approve: 1, refuse: 1 },
  decidable: false,
};
