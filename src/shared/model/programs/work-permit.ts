import { checklistItem, closingItems, familyInformationItem, feeItem, passportItem, photoItem } from './checklist.ts';
import { temporaryGeneralGrounds } from './general-grounds.ts';
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
import type { Ground, Program } from './program.ts';
import { temporaryAssessments, temporaryConditions } from './temporary-residence.ts';
import { text } from './text.ts';

/** R200(1)(b): the introductory paragraph and at least one specific reason go together [PDU-REF]. */
const willLeave = ground({
  id: 'r200-1-b',
  provision: 'R200(1)(b)',
  title: ['Will leave Canada by the end of the authorized stay', 'Départ du Canada à la fin du séjour autorisé'],
  introductions: [
    [
      'intro',
      'I am not satisfied that you will leave Canada by the end of the period authorized for your stay, as paragraph 200(1)(b) of the Immigration and Refugee Protection Regulations requires. I weighed everything that you submitted. These are the factors on which I base my decision:',
      "Je n'ai pas la conviction que vous quitterez le Canada à la fin de la période de séjour autorisée, comme l'exige l'alinéa 200(1)b) du Règlement sur l'immigration et la protection des réfugiés. J'ai soupesé tout ce que vous avez présenté. Ma décision repose sur les facteurs suivants :",
    ],
    [
      'intro-after-response',
      'I told you my concerns and considered your answer. I am still not satisfied that you will leave Canada by the end of the period authorized for your stay, as paragraph 200(1)(b) of the Immigration and Refugee Protection Regulations requires. These are the factors on which I base my decision:',
      "Je vous ai fait part de mes réserves et j'ai tenu compte de votre réponse. Je n'ai toujours pas la conviction que vous quitterez le Canada à la fin de la période de séjour autorisée, comme l'exige l'alinéa 200(1)b) du Règlement sur l'immigration et la protection des réfugiés. Ma décision repose sur les facteurs suivants :",
    ],
  ],
  reasons: [
    [
      'purpose-of-visit',
      'The purpose of your stay, as you described it, is not consistent with a temporary stay for work.',
      "L'objet de votre séjour, tel que vous l'avez décrit, ne correspond pas à un séjour temporaire pour travailler.",
    ],
    [
      'family-ties-canada',
      'Your family ties in Canada, weighed with the rest of your situation, are a strong reason to stay after the end of the authorized period.',
      "Vos liens familiaux au Canada, considérés avec l'ensemble de votre situation, vous incitent fortement à y rester après la fin de la période autorisée.",
    ],
    [
      'family-ties-residence',
      'You did not show significant family ties in your country of residence.',
      "Vous n'avez pas démontré l'existence de liens familiaux importants dans votre pays de résidence.",
    ],
    [
      'assets-and-finances',
      'Your personal assets and financial situation, as shown by your documents, do not support the purpose of your stay.',
      "Vos biens personnels et votre situation financière, d'après vos documents, n'appuient pas l'objet de votre séjour.",
    ],
    [
      'travel-history',
      'Your travel history, as documented, does not show that you left other countries as the terms of your stay required.',
      "Vos antécédents de voyage, tels que vous les avez documentés, ne montrent pas que vous avez quitté d'autres pays conformément aux conditions de votre séjour.",
    ],
    [
      'earlier-non-compliance',
      'During an earlier stay in Canada or in another country, you did not comply with the conditions of your stay.',
      "Lors d'un séjour antérieur au Canada ou dans un autre pays, vous n'avez pas respecté les conditions de votre séjour.",
    ],
    [
      'employment-prospects',
      'The employment prospects that you documented in your country of residence are limited.',
      "Les perspectives d'emploi que vous avez documentées dans votre pays de résidence sont limitées.",
    ],
    [
      'immigration-status',
      'Your immigration status in your country of residence is temporary, uncertain or not documented.',
      "Votre statut d'immigration dans votre pays de résidence est temporaire, incertain ou n'est pas documenté.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

/** R200(3)(a) [BEIMEIP]. */
const unableToPerform = ground({
  id: 'r200-3-a',
  provision: 'R200(3)(a)',
  title: ['Unable to perform the work', 'Incapacité à exercer le travail'],
  reasons: [
    [
      'experience',
      'You did not show that you have the experience that the work requires.',
      "Vous n'avez pas démontré que vous avez l'expérience que le travail exige.",
    ],
    [
      'qualification',
      'You did not show that you have the training, or the licence, that the work requires.',
      "Vous n'avez pas démontré que vous avez la formation, ou le permis d'exercice, que le travail exige.",
    ],
    [
      'language',
      'You did not show that you have the language ability that the work requires.',
      "Vous n'avez pas démontré que vous avez les compétences linguistiques que le travail exige.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

/** R200(1)(c): the offer and the labour market impact assessment, or the exemption that stands for it (general knowledge). */
const offer = ground({
  id: 'r200-1-c',
  provision: 'R200(1)(c)',
  title: ['Offer of employment or exemption', "Offre d'emploi ou dispense"],
  reasons: [
    [
      'no-assessment',
      'Your offer of employment needs a positive labour market impact assessment, and there is none.',
      "Votre offre d'emploi doit être appuyée par une étude d'impact sur le marché du travail favorable, et il n'y en a pas.",
    ],
    [
      'exemption-not-shown',
      'You did not show that you fall within the exemption under which you applied.',
      "Vous n'avez pas démontré que la dispense au titre de laquelle vous avez présenté votre demande s'applique à vous.",
    ],
    [
      'offer-not-genuine',
      'I am not satisfied that the offer of employment is genuine.',
      "Je n'ai pas la conviction que l'offre d'emploi est authentique.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const grounds: readonly Ground[] = [
  willLeave,
  unableToPerform,
  offer,
  ...temporaryGeneralGrounds,
  ...inadmissibilityGrounds,
];

const named = text('application for a work permit', 'demande de permis de travail');

const approval = text(
  `# My decision

I approved your application for a work permit.

# Your permit

Your work permit may be valid until {validUntil} at the latest. If you applied from outside Canada, this letter is not the permit: show it to the border services officer when you arrive, who will decide whether you may enter and will issue the permit. If you applied from inside Canada, your permit will be sent to you.

# Conditions of your stay

{conditions}

# What you can do now

Read the conditions on your permit. If something in this letter is not right, tell us before you travel or start to work.`,
  `# Ma décision

J'ai approuvé votre demande de permis de travail.

# Votre permis

Votre permis de travail peut être valide jusqu'au {validUntil} au plus tard. Si vous avez présenté votre demande de l'extérieur du Canada, la présente lettre n'est pas le permis : montrez-la à votre arrivée à l'agent des services frontaliers, qui décidera si vous pouvez entrer et vous délivrera le permis. Si vous avez présenté votre demande au Canada, nous vous enverrons votre permis.

# Conditions de votre séjour

{conditions}

# Ce que vous pouvez faire maintenant

Lisez les conditions inscrites sur votre permis. Si un renseignement de la présente lettre est inexact, avisez-nous avant de partir ou de commencer à travailler.`,
);

/** Work permit: R200 [TR-REF, BEIMEIP]; checklist IMM 5488 [VIB-UPD]; 60 days abroad, 120 in Canada, IEC 56 days [CICN-SEP25], Global Skills 14 days (domain.md). */
export const workPermit: Program = {
  id: 'work-permit',
  numberPrefix: 'W',
  title: text('Work permit', 'Permis de travail'),
  shortTitle: text('Work permit', 'Permis de travail'),
  line: 'temporary-residence',
  categories: [
    { code: 'LMIA', title: text('Labour market impact assessment', "Étude d'impact sur le marché du travail") },
    { code: 'MOBILITY', title: text('International Mobility Program', 'Programme de mobilité internationale') },
    {
      code: 'GLOBAL-SKILLS',
      title: text('Global Skills Strategy', 'Stratégie en matière de compétences mondiales'),
      standard: { value: 14, unit: 'days' },
    },
    {
      code: 'IEC',
      title: text('International Experience Canada', 'Expérience internationale Canada'),
      standard: { value: 56, unit: 'days' },
    },
    { code: 'OPEN', title: text('Open work permit', 'Permis de travail ouvert') },
    { code: 'EXTENSION', title: text('Extension', 'Prolongation') },
  ],
  standard: { inside: { value: 120, unit: 'days' }, outside: { value: 60, unit: 'days' } },
  checklist: [
    checklistItem(
      'application-form',
      ['Application for a work permit (IMM 1295)', 'Demande de permis de travail (IMM 1295)'],
      ['application-form'],
      'always',
      'applicant',
    ),
    familyInformationItem,
    feeItem,
    passportItem,
    photoItem,
    checklistItem('offer', ['Offer of employment', "Offre d'emploi"], ['job-offer'], 'if-applicable', 'application'),
    checklistItem(
      'labour-market',
      ['Labour market impact assessment', "Étude d'impact sur le marché du travail"],
      ['labour-market-assessment'],
      'if-applicable',
      'application',
    ),
    checklistItem(
      'experience',
      ['Proof of work experience', "Preuve d'expérience de travail"],
      ['employment-letter', 'pay-records'],
      'always',
      'applicant',
    ),
    checklistItem(
      'education',
      ['Diplomas and licences', "Diplômes et permis d'exercice"],
      ['transcript', 'credential-assessment'],
      'if-applicable',
      'applicant',
    ),
    ...closingItems,
  ],
  assessments: temporaryAssessments,
  grounds,
  conditions: temporaryConditions('worker'),
  /** Three years at most is general knowledge, hence data. */
  validity: {
    title: text('Permit valid until', "Permis valide jusqu'au"),
    maximumMonths: 36,
    defaultMonths: 24,
    endsWithPassport: true,
    entries: ['multiple', 'single'],
  },
  letters: {
    acknowledgement: acknowledgementLetter(named),
    approval: approvalLetter(named, approval),
    refusal: refusalLetter({ named, notesReleased: true }),
    misrepresentation: misrepresentationLetter({ named, notesReleased: true }),
    documentRequest: documentRequestLetter(named),
    fairness: fairnessLetter(named),
  },
  authority: { approve: 1, refuse: 1 },
  decidable: false,
};
