import { ground } from './ground.ts';
import type { Ground } from './program.ts';

/* Duties of every applicant under the Act: sections 10.01, 11, 16 and 20. Plain words for the public text of the Act. */

const requirementsGround = ground({
  id: 'a11-1',
  provision: 'A11(1)',
  title: ['Requirements of the Act not met', 'Exigences de la Loi non remplies'],
  reasons: [
    [
      'not-satisfied',
      'Following the examination of your application, I am not satisfied that you are not inadmissible and that you meet the requirements of the Act.',
      "À la suite du contrôle, je n'ai pas la conviction que vous ne faites l'objet d'aucune interdiction de territoire ni que vous remplissez les exigences de la Loi.",
    ],
    [
      'application-abandoned-steps',
      'You did not complete the steps that are needed to examine your application.',
      "Vous n'avez pas accompli les démarches nécessaires au contrôle de votre demande.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: [],
});

const biometricsGround = ground({
  id: 'a10-01',
  provision: 'A10.01',
  title: ['Biometric information not provided', 'Renseignements biométriques non fournis'],
  reasons: [
    [
      'not-provided',
      'You were asked to provide your biometric information and did not do so within the time given.',
      "Nous vous avons demandé de fournir vos renseignements biométriques et vous ne l'avez pas fait dans le délai accordé.",
    ],
  ],
  fairness: 'not-needed',
  assessments: ['biometrics'],
});

/** Credibility: a concern that the applicant cannot know before it is put to them [PF]. */
export const truthfulGround = ground({
  id: 'a16-1-truthful',
  provision: 'A16(1)',
  title: ['Duty to answer truthfully', 'Obligation de répondre véridiquement'],
  reasons: [
    [
      'form-not-true',
      'I am not satisfied that you answered truthfully all the questions on the application forms.',
      "Je n'ai pas la conviction que vous avez répondu véridiquement à toutes les questions des formulaires de demande.",
    ],
    [
      'interview-not-true',
      'I am not satisfied that you answered truthfully all the questions put to you at your interview.',
      "Je n'ai pas la conviction que vous avez répondu véridiquement à toutes les questions posées pendant votre entrevue.",
    ],
    [
      'documents-not-reliable',
      'I am not satisfied that the documents you submitted are reliable.',
      "Je n'ai pas la conviction que les documents que vous avez présentés sont fiables.",
    ],
  ],
  fairness: 'required',
  assessments: [],
});

export const documentsGround = ground({
  id: 'a16-1-documents',
  provision: 'A16(1)',
  title: ['Evidence and documents not produced', 'Éléments de preuve et documents non présentés'],
  reasons: [
    [
      'no-answer',
      'You did not send the documents that I asked for within the time given.',
      "Vous n'avez pas envoyé, dans le délai accordé, les documents que je vous ai demandés.",
    ],
    [
      'incomplete-answer',
      'The documents that you sent do not answer what I asked for.',
      'Les documents que vous avez envoyés ne répondent pas à ma demande.',
    ],
  ],
  fairness: 'not-needed',
  assessments: [],
});

export const interviewGround = ground({
  id: 'a16-1-1',
  provision: 'A16(1.1)',
  title: ['Did not appear for an examination', 'Défaut de se soumettre à un contrôle'],
  reasons: [
    [
      'not-attended',
      'You did not attend the interview to which you were called, and you gave no reason that I can accept.',
      "Vous n'avez pas participé à l'entrevue fixée par notre bureau et vous n'avez donné aucune raison que je puisse accepter.",
    ],
  ],
  fairness: 'not-needed',
  assessments: [],
});

const temporaryResidentGround = ground({
  id: 'a20-1-b',
  provision: 'A20(1)(b)',
  title: [
    'Obligation of a person who comes to Canada temporarily',
    "Obligation à l'entrée au Canada à titre temporaire",
  ],
  reasons: [
    [
      'will-not-leave',
      'You did not establish that you will leave Canada by the end of the period authorized for your stay.',
      "Vous n'avez pas établi que vous quitterez le Canada à la fin de la période de séjour autorisée.",
    ],
    [
      'document-required',
      'You did not establish that you hold the visa or other document required under the regulations.',
      "Vous n'avez pas établi que vous détenez le visa ou les autres documents requis par règlement.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

/** Shared by the programs of temporary residence, before the inadmissibilities. */
export const temporaryGeneralGrounds: readonly Ground[] = [
  temporaryResidentGround,
  requirementsGround,
  biometricsGround,
  truthfulGround,
  documentsGround,
  interviewGround,
];

/** Shared by the programs of permanent residence. */
export const permanentGeneralGrounds: readonly Ground[] = [
  requirementsGround,
  biometricsGround,
  truthfulGround,
  documentsGround,
  interviewGround,
];
