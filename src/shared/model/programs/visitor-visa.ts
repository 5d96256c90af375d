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

/** R179(b): the introductory paragraph and at least one specific reason go together [PDU-REF]. */
const willLeave = ground({
  id: 'r179-b',
  provision: 'R179(b)',
  title: ['Will leave Canada by the end of the authorized stay', 'Départ du Canada à la fin du séjour autorisé'],
  introductions: [
    [
      'intro',
      'I am not satisfied that you will leave Canada by the end of the period authorized for your stay, as paragraph 179(b) of the Immigration and Refugee Protection Regulations requires. I weighed everything that you submitted. These are the factors on which I base my decision:',
      "Je n'ai pas la conviction que vous quitterez le Canada à la fin de la période de séjour autorisée, comme l'exige l'alinéa 179b) du Règlement sur l'immigration et la protection des réfugiés. J'ai soupesé tout ce que vous avez présenté. Ma décision repose sur les facteurs suivants :",
    ],
    [
      'intro-after-response',
      'I told you my concerns and considered your answer. I am still not satisfied that you will leave Canada by the end of the period authorized for your stay, as paragraph 179(b) of the Immigration and Refugee Protection Regulations requires. These are the factors on which I base my decision:',
      "Je vous ai fait part de mes réserves et j'ai tenu compte de votre réponse. Je n'ai toujours pas la conviction que vous quitterez le Canada à la fin de la période de séjour autorisée, comme l'exige l'alinéa 179b) du Règlement sur l'immigration et la protection des réfugiés. Ma décision repose sur les facteurs suivants :",
    ],
    [
      'intro-dual-intent',
      'You may intend to become a permanent resident one day and still come to Canada as a visitor, if you will leave by the end of the period authorized for your stay. I took this into account. I am not satisfied that you will leave, as paragraph 179(b) of the Immigration and Refugee Protection Regulations requires. These are the factors on which I base my decision:',
      "L'intention de devenir un jour résident permanent n'empêche pas de venir au Canada en visite, à condition de quitter le pays à la fin de la période de séjour autorisée. J'en ai tenu compte. Je n'ai pas la conviction que vous quitterez le Canada, comme l'exige l'alinéa 179b) du Règlement sur l'immigration et la protection des réfugiés. Ma décision repose sur les facteurs suivants :",
    ],
  ],
  reasons: [
    [
      'purpose-of-visit',
      'The purpose of your visit, as you described it, is not consistent with a temporary stay.',
      "L'objet de votre visite, tel que vous l'avez décrit, ne correspond pas à un séjour temporaire.",
    ],
    [
      'purpose-not-documented',
      'You did not submit enough information about the purpose of your visit and what you plan to do in Canada.',
      "Vous n'avez pas fourni suffisamment de renseignements sur l'objet de votre visite et sur ce que vous comptez faire au Canada.",
    ],
    [
      'length-of-stay',
      'The length of stay that you propose does not fit the purpose of your visit or your situation.',
      "La durée de séjour que vous proposez ne concorde pas avec l'objet de votre visite ou avec votre situation.",
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
      'Your personal assets and financial situation, as shown by your documents, do not support the purpose and the cost of your visit.',
      "Vos biens personnels et votre situation financière, d'après vos documents, n'appuient pas l'objet et le coût de votre visite.",
    ],
    [
      'source-of-funds',
      'The documents do not show where the funds in your account come from, or that they are available to you.',
      'Les documents ne montrent pas la provenance des fonds déposés dans votre compte, ni que vous pouvez en disposer.',
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
      'current-employment',
      'Your current employment, as documented, does not show that you are established in your country of residence.',
      "Votre emploi actuel, tel que vous l'avez documenté, ne montre pas que vous avez une situation établie dans votre pays de résidence.",
    ],
    [
      'immigration-status',
      'Your immigration status in your country of residence is temporary, uncertain or not documented.',
      "Votre statut d'immigration dans votre pays de résidence est temporaire, incertain ou n'est pas documenté.",
    ],
    [
      'limited-local-ties',
      'Beyond family and work, you showed few ties, such as property, studies or commitments, that would draw you back to your country of residence.',
      "Outre la famille et le travail, vous avez démontré peu d'attaches, comme des biens, des études ou des engagements, qui vous inciteraient à retourner dans votre pays de résidence.",
    ],
    [
      'invitation',
      'The invitation does not show who invites you, your relationship to that person, or the means that person has to receive you.',
      "L'invitation ne montre pas qui vous invite, votre lien avec cette personne ou les moyens dont elle dispose pour vous accueillir.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const passport = ground({
  id: 'r179-c',
  provision: 'R179(c)',
  title: ['Passport or other document', 'Passeport ou autre document'],
  reasons: [
    [
      'no-document',
      'You do not hold a passport or other document that you may use to enter the country that issued it or another country.',
      "Vous ne détenez ni passeport ni autre document vous permettant d'entrer dans le pays qui l'a délivré ou dans un autre pays.",
    ],
  ],
  fairness: 'not-needed',
  assessments: [],
});

const classRequirements = ground({
  id: 'r179-d',
  provision: 'R179(d)',
  title: ['Requirements of the visitor class', 'Exigences de la catégorie des visiteurs'],
  reasons: [
    [
      'not-a-visitor',
      'What you plan to do in Canada is not what a visitor may do. It needs a work permit or a study permit.',
      "Ce que vous comptez faire au Canada n'est pas permis aux visiteurs. Il faut un permis de travail ou un permis d'études.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const medicalExamination = ground({
  id: 'r179-f',
  provision: 'R179(f)',
  title: ['Medical examination', 'Visite médicale'],
  reasons: [
    [
      'not-done',
      'You were asked to undergo a medical examination and did not do so within the time given.',
      "Vous deviez vous soumettre à une visite médicale et vous ne l'avez pas fait dans le délai accordé.",
    ],
  ],
  fairness: 'not-needed',
  assessments: ['medical'],
});

const grounds: readonly Ground[] = [
  willLeave,
  passport,
  classRequirements,
  medicalExamination,
  ...temporaryGeneralGrounds,
  ...inadmissibilityGrounds,
];

const named = text('application for a visitor visa', 'demande de visa de visiteur');

const approval = text(
  `# My decision

I approved your application for a visitor visa (temporary resident visa).

# Your visa

Your visa is valid until {validUntil}. It allows {entries}. The date is the last day on which you may use it to travel to Canada. It is not the length of your stay.

# When you arrive

A visa does not guarantee entry. A border services officer will decide whether you may enter and for how long. A visitor may usually stay for six months.

# Conditions of your stay

{conditions}

# What you can do now

Check that your name, your date of birth and your passport number on the visa are right. If you find an error, tell us before you travel.`,
  `# Ma décision

J'ai approuvé votre demande de visa de visiteur (visa de résident temporaire).

# Votre visa

Votre visa est valide jusqu'au {validUntil}. Il permet {entries}. Cette date est le dernier jour où vous pouvez l'utiliser pour vous rendre au Canada. Ce n'est pas la durée de votre séjour.

# À votre arrivée

Le visa ne garantit pas l'entrée au Canada. Un agent des services frontaliers décidera si vous pouvez entrer et pour combien de temps. En général, un visiteur peut séjourner six mois au Canada.

# Conditions de votre séjour

{conditions}

# Ce que vous pouvez faire maintenant

Vérifiez que votre nom, votre date de naissance et le numéro de votre passeport sont exacts sur le visa. Si vous constatez une erreur, avisez-nous avant votre départ.`,
);

/** Visitor visa, in full: R179, A11, A20(1)(b), A34 to A42 [TR-REF]; checklist IMM 5484 [SCR-TRV]; 14 days abroad [CICN-JAN26]. */
export const visitorVisa: Program = {
  id: 'visitor-visa',
  numberPrefix: 'V',
  title: text('Visitor visa (temporary resident visa)', 'Visa de visiteur (visa de résident temporaire)'),
  shortTitle: text('Visitor visa', 'Visa de visiteur'),
  line: 'temporary-residence',
  categories: [
    { code: 'TOURISM', title: text('Tourism', 'Tourisme') },
    { code: 'FAMILY', title: text('Visit to family or friends', 'Visite à la famille ou à des amis') },
    { code: 'BUSINESS', title: text('Business visit', "Voyage d'affaires") },
    { code: 'SUPER', title: text('Super visa (parents and grandparents)', 'Super visa (parents et grands-parents)') },
    { code: 'TRANSIT', title: text('Transit through Canada', 'Transit par le Canada') },
  ],
  standard: { inside: null, outside: { value: 14, unit: 'days' } },
  checklist: [
    checklistItem(
      'application-form',
      ['Application for a visitor visa (IMM 5257)', 'Demande de visa de résident temporaire (IMM 5257)'],
      ['application-form'],
      'always',
      'applicant',
    ),
    familyInformationItem,
    feeItem,
    passportItem,
    photoItem,
    checklistItem(
      'purpose',
      ['Purpose of the trip (invitation, itinerary)', 'Objet du voyage (invitation, itinéraire)'],
      ['invitation-letter', 'travel-itinerary'],
      'always',
      'application',
    ),
    checklistItem(
      'funds',
      ['Proof of financial support', 'Preuve de soutien financier'],
      ['bank-statement', 'proof-of-funds', 'tax-assessment'],
      'always',
      'application',
    ),
    checklistItem(
      'ties',
      [
        'Ties to the country of residence (employment, studies, property)',
        'Attaches au pays de résidence (emploi, études, biens)',
      ],
      ['employment-letter', 'pay-records', 'transcript'],
      'if-applicable',
      'applicant',
    ),
    checklistItem(
      'travel-history',
      ['Travel history (earlier visas and stamps)', 'Antécédents de voyage (visas et cachets antérieurs)'],
      ['travel-history'],
      'if-applicable',
      'applicant',
    ),
    checklistItem(
      'status-document',
      ['Immigration status in the country of residence', "Statut d'immigration dans le pays de résidence"],
      ['national-identity'],
      'if-applicable',
      'applicant',
    ),
    ...closingItems,
  ],
  assessments: temporaryAssessments,
  grounds,
  conditions: temporaryConditions('visitor'),
  /** Up to ten years, and not beyond the passport (general knowledge; the passport rule is the officer's instruction). */
  validity: {
    title: text('Visa valid until', "Visa valide jusqu'au"),
    maximumMonths: 120,
    defaultMonths: 120,
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
  decidable: true,
};
