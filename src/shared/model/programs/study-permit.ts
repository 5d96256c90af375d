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
import type { Condition, Ground, Program } from './program.ts';
import { temporaryAssessments, temporaryConditions } from './temporary-residence.ts';
import { text } from './text.ts';

/** R216(1)(b): the introductory paragraph and at least one specific reason go together [PDU-REF, R216]. */
const willLeave = ground({
  id: 'r216-1-b',
  provision: 'R216(1)(b)',
  title: ['Will leave Canada by the end of the authorized stay', 'Départ du Canada à la fin du séjour autorisé'],
  introductions: [
    [
      'intro',
      'I am not satisfied that you will leave Canada by the end of the period authorized for your stay, as paragraph 216(1)(b) of the Immigration and Refugee Protection Regulations requires. I weighed everything that you submitted. These are the factors on which I base my decision:',
      "Je n'ai pas la conviction que vous quitterez le Canada à la fin de la période de séjour autorisée, comme l'exige l'alinéa 216(1)b) du Règlement sur l'immigration et la protection des réfugiés. J'ai soupesé tout ce que vous avez présenté. Ma décision repose sur les facteurs suivants :",
    ],
    [
      'intro-after-response',
      'I told you my concerns and considered your answer. I am still not satisfied that you will leave Canada by the end of the period authorized for your stay, as paragraph 216(1)(b) of the Immigration and Refugee Protection Regulations requires. These are the factors on which I base my decision:',
      "Je vous ai fait part de mes réserves et j'ai tenu compte de votre réponse. Je n'ai toujours pas la conviction que vous quitterez le Canada à la fin de la période de séjour autorisée, comme l'exige l'alinéa 216(1)b) du Règlement sur l'immigration et la protection des réfugiés. Ma décision repose sur les facteurs suivants :",
    ],
    [
      'intro-dual-intent',
      'You may intend to become a permanent resident one day and still come to Canada to study, if you will leave by the end of the period authorized for your stay. I took this into account. I am not satisfied that you will leave, as paragraph 216(1)(b) of the Immigration and Refugee Protection Regulations requires. These are the factors on which I base my decision:',
      "L'intention de devenir un jour résident permanent n'empêche pas de venir étudier au Canada, à condition de quitter le pays à la fin de la période de séjour autorisée. J'en ai tenu compte. Je n'ai pas la conviction que vous quitterez le Canada, comme l'exige l'alinéa 216(1)b) du Règlement sur l'immigration et la protection des réfugiés. Ma décision repose sur les facteurs suivants :",
    ],
  ],
  reasons: [
    [
      'purpose-of-visit',
      'The purpose of your stay, as you described it, is not consistent with a temporary stay for studies.',
      "L'objet de votre séjour, tel que vous l'avez décrit, ne correspond pas à un séjour temporaire pour études.",
    ],
    [
      'study-plan',
      'Your study plan does not explain why you chose this program and this institution, or how they fit your earlier studies and your work.',
      "Votre plan d'études n'explique pas pourquoi vous avez choisi ce programme et cet établissement, ni comment ils s'inscrivent dans vos études antérieures et votre travail.",
    ],
    [
      'study-progression',
      'The program that you chose does not follow logically from the studies and the qualifications that you already have.',
      "Le programme que vous avez choisi n'est pas une suite logique des études que vous avez faites et des titres que vous avez déjà obtenus.",
    ],
    [
      'study-benefit',
      'You did not show how these studies would benefit your career, considering their cost and the similar programs available to you.',
      "Vous n'avez pas démontré en quoi ces études seraient utiles à votre carrière, compte tenu de leur coût et des programmes semblables qui vous sont offerts.",
    ],
    [
      'academic-record',
      'Your earlier academic results do not show that you can complete the program within the time planned.',
      'Vos résultats scolaires antérieurs ne montrent pas que vous pouvez terminer le programme dans le délai prévu.',
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
      'Your personal assets and financial situation, as shown by your documents, do not support the purpose and the cost of your studies.',
      "Vos biens personnels et votre situation financière, d'après vos documents, n'appuient pas l'objet et le coût de vos études.",
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
      'Beyond family and work, you showed few ties, such as property or commitments, that would draw you back to your country of residence.',
      "Outre la famille et le travail, vous avez démontré peu d'attaches, comme des biens ou des engagements, qui vous inciteraient à retourner dans votre pays de résidence.",
    ],
    [
      'invitation',
      'The statement of the person who will host or support you in Canada does not show your relationship to that person or the means that person has.',
      'La déclaration de la personne qui vous accueillera ou vous soutiendra au Canada ne montre ni votre lien avec cette personne ni les moyens dont elle dispose.',
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const appliedProperly = ground({
  id: 'r216-1-a',
  provision: 'R216(1)(a)',
  title: ['Application in accordance with the Regulations', 'Demande conforme au Règlement'],
  reasons: [
    [
      'not-where-allowed',
      'You do not meet the conditions to apply for a study permit from where you applied.',
      "Vous ne remplissez pas les conditions qui permettent de demander un permis d'études de l'endroit où vous avez présenté votre demande.",
    ],
  ],
  fairness: 'not-needed',
  assessments: ['eligibility'],
});

const medicalExamination = ground({
  id: 'r216-1-d',
  provision: 'R216(1)(d)',
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

/** R216(1)(e): accepted to undertake a program of study at a designated learning institution (DLI) [R216]. */
const accepted = ground({
  id: 'r216-1-e',
  provision: 'R216(1)(e)',
  title: ['Acceptance by a designated learning institution', "Admission à un établissement d'enseignement désigné"],
  reasons: [
    [
      'no-letter',
      'You did not submit a letter of acceptance from a designated learning institution.',
      "Vous n'avez pas présenté de lettre d'acceptation d'un établissement d'enseignement désigné.",
    ],
    [
      'not-designated',
      'The institution that accepted you is not a designated learning institution.',
      "L'établissement indiqué sur votre lettre d'acceptation n'est pas un établissement d'enseignement désigné.",
    ],
    [
      'not-confirmed',
      'The institution did not confirm the letter of acceptance that you submitted.',
      "L'établissement n'a pas confirmé la lettre d'acceptation que vous avez présentée.",
    ],
    [
      'acceptance-ended',
      'The date by which you had to begin the program has passed, and you did not show that the institution accepts you for a later date.',
      "La date limite pour commencer le programme est passée et vous n'avez pas démontré que l'établissement vous accepte à une date ultérieure.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

/** R216(3): a person who will study in Quebec must hold the certificate that the province's law requires [R216]. */
const quebec = ground({
  id: 'r216-3',
  provision: 'R216(3)',
  title: ['Quebec acceptance certificate', "Certificat d'acceptation du Québec"],
  reasons: [
    [
      'no-certificate',
      'You intend to study in Quebec and do not hold the Quebec acceptance certificate (CAQ) that the law of that province requires.',
      "Vous avez l'intention d'étudier au Québec et vous ne détenez pas le certificat d'acceptation du Québec (CAQ) que le droit de cette province exige.",
    ],
  ],
  fairness: 'not-needed',
  assessments: ['eligibility'],
});

/** R220: general knowledge of the public text (no source in domain-sources 1.8 quotes it). */
const funds = ground({
  id: 'r220',
  provision: 'R220',
  title: ['Financial resources', 'Ressources financières'],
  reasons: [
    [
      'tuition',
      'You did not show that you have enough available funds, without working in Canada, to pay the tuition fees of your program.',
      "Vous n'avez pas démontré que vous disposez, sans travailler au Canada, de ressources suffisantes pour payer les frais de scolarité de votre programme.",
    ],
    [
      'living-costs',
      'You did not show that you have enough available funds, without working in Canada, to support yourself, and the family members who come with you, during your studies.',
      "Vous n'avez pas démontré que vous disposez, sans travailler au Canada, de ressources suffisantes pour subvenir à vos besoins et à ceux des membres de votre famille qui vous accompagnent pendant vos études.",
    ],
    [
      'transport',
      'You did not show that you have enough available funds to pay the cost of transport to and from Canada.',
      "Vous n'avez pas démontré que vous disposez de ressources suffisantes pour payer les frais de transport pour venir au Canada et en repartir.",
    ],
    [
      'origin',
      'The documents do not show where the funds come from, or that they will be available to you during your studies.',
      'Les documents ne montrent pas la provenance des fonds, ni que vous pourrez en disposer pendant vos études.',
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

/** R221: general knowledge of the public text. */
const earlierBreach = ground({
  id: 'r221',
  provision: 'R221',
  title: [
    'Unauthorized work or study, or a condition not met',
    'Travail ou études sans autorisation, ou condition non respectée',
  ],
  reasons: [
    [
      'unauthorized',
      'You worked or studied in Canada without authorization, and the law does not allow a study permit to be issued to you at this time.',
      "Vous avez travaillé ou étudié au Canada sans autorisation et la loi ne permet pas de vous délivrer un permis d'études en ce moment.",
    ],
    [
      'condition-not-met',
      'You did not comply with a condition of an earlier permit, and the law does not allow a study permit to be issued to you at this time.',
      "Vous n'avez pas respecté une condition d'un permis antérieur et la loi ne permet pas de vous délivrer un permis d'études en ce moment.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const grounds: readonly Ground[] = [
  willLeave,
  accepted,
  funds,
  appliedProperly,
  medicalExamination,
  quebec,
  earlierBreach,
  ...temporaryGeneralGrounds,
  ...inadmissibilityGrounds,
];

/** R220.1(1), as the published instruction on study permit conditions words it (the institution named in the permit, since 2024-11-08). */
const studyConditions: readonly Condition[] = [
  {
    id: 'enrol-at-dli',
    imposed: 'always',
    text: text(
      'You must enrol at the designated learning institution named in your permit and remain enrolled there until you complete your studies.',
      "Vous devez vous inscrire à l'établissement d'enseignement désigné indiqué sur votre permis et y maintenir votre inscription jusqu'à la fin de vos études.",
    ),
  },
  {
    id: 'pursue-studies',
    imposed: 'always',
    text: text(
      'You must actively pursue your course or program of study.',
      "Vous devez suivre activement vos cours ou votre programme d'études.",
    ),
  },
];

/** R185: what an officer may add on the studies. */
const studyByOfficer: readonly Condition[] = [
  {
    id: 'no-off-campus-work',
    imposed: 'by-officer',
    text: text('You must not work off campus.', 'Vous ne devez pas travailler hors campus.'),
  },
  {
    id: 'study-as-named',
    imposed: 'by-officer',
    text: text(
      'You may study only the program, at the level and place, named in your permit.',
      "Vous ne pouvez suivre que le programme, au niveau et à l'endroit indiqués sur votre permis.",
    ),
  },
];

const named = text('application for a study permit', "demande de permis d'études");

const approval = text(
  `# My decision

I approved your application for a study permit.

# Your permit

Your study permit may be valid until {validUntil} at the latest.

If you applied from outside Canada, this letter is not the permit. Show it to the border services officer when you arrive, with your passport, your letter of acceptance and your proof of funds. The officer will decide whether you may enter and will issue the permit.

If you applied from inside Canada, your permit will be sent to you.

# Conditions of your stay

{conditions}

# What you can do now

If you need a visa or an electronic travel authorization to travel to Canada, check that yours is valid before you travel. If anything in this letter is not right, tell us before you travel.`,
  `# Ma décision

J'ai approuvé votre demande de permis d'études.

# Votre permis

Votre permis d'études peut être valide jusqu'au {validUntil} au plus tard.

Si vous avez présenté votre demande de l'extérieur du Canada, la présente lettre n'est pas le permis. Montrez-la à l'agent des services frontaliers à votre arrivée, avec votre passeport, votre lettre d'acceptation et votre preuve de fonds. L'agent décidera si vous pouvez entrer et vous délivrera le permis.

Si vous avez présenté votre demande au Canada, nous vous enverrons votre permis.

# Conditions de votre séjour

{conditions}

# Ce que vous pouvez faire maintenant

S'il vous faut un visa ou une autorisation de voyage électronique pour vous rendre au Canada, assurez-vous avant votre départ que ce document est valide. Si un renseignement de la présente lettre est inexact, avisez-nous avant votre départ.`,
);

/** Study permit, in full: R216, R220, R221, R220.1 [R216]; checklist IMM 5483 [IMM5483]; 60 days abroad, 120 in Canada [CICN-SEP25]. */
export const studyPermit: Program = {
  id: 'study-permit',
  numberPrefix: 'S',
  title: text('Study permit', "Permis d'études"),
  shortTitle: text('Study permit', "Permis d'études"),
  line: 'temporary-residence',
  categories: [
    { code: 'POST-SECONDARY', title: text('Post-secondary studies', 'Études postsecondaires') },
    { code: 'GRADUATE', title: text('Graduate studies', 'Études supérieures') },
    { code: 'SCHOOL', title: text('Primary or secondary studies', 'Études primaires ou secondaires') },
    { code: 'LANGUAGE', title: text('Language studies', 'Études de langue') },
    { code: 'EXTENSION', title: text('Extension', 'Prolongation') },
  ],
  standard: { inside: { value: 120, unit: 'days' }, outside: { value: 60, unit: 'days' } },
  checklist: [
    checklistItem(
      'application-form',
      ['Application for a study permit (IMM 1294)', "Demande de permis d'études (IMM 1294)"],
      ['application-form'],
      'always',
      'applicant',
    ),
    familyInformationItem,
    feeItem,
    passportItem,
    photoItem,
    checklistItem(
      'acceptance',
      [
        'Letter of acceptance from a designated learning institution',
        "Lettre d'acceptation d'un établissement d'enseignement désigné",
      ],
      ['letter-of-acceptance'],
      'always',
      'application',
    ),
    checklistItem(
      'attestation',
      ['Provincial or territorial attestation letter', "Lettre d'attestation d'une province ou d'un territoire"],
      ['provincial-attestation'],
      'if-applicable',
      'application',
    ),
    checklistItem(
      'funds',
      ['Proof of financial support', 'Preuve de soutien financier'],
      ['proof-of-funds', 'bank-statement', 'tax-assessment'],
      'always',
      'application',
    ),
    checklistItem(
      'study-plan',
      ['Letter of explanation or study plan', "Lettre d'explication ou plan d'études"],
      ['study-plan'],
      'if-applicable',
      'application',
    ),
    checklistItem(
      'education',
      ['Transcripts and diplomas', 'Relevés de notes et diplômes'],
      ['transcript'],
      'if-applicable',
      'applicant',
    ),
    checklistItem(
      'language-test',
      ['Language test results', "Résultats d'un examen de langue"],
      ['language-test'],
      'if-applicable',
      'applicant',
    ),
    checklistItem(
      'custodianship',
      ['Custodianship declaration for a minor (IMM 5646)', 'Déclaration du gardien pour un mineur (IMM 5646)'],
      ['custodianship'],
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
  conditions: [...studyConditions, ...temporaryConditions('student'), ...studyByOfficer],
  /** The length of the program plus 90 days (R222(1)(a), general knowledge); the officer sets the day. */
  validity: {
    title: text('Permit valid until', "Permis valide jusqu'au"),
    maximumMonths: 60,
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
  decidable: true,
};
