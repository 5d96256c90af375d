import { checklistItem, feeItem, photoItem, policeItem, representativeItem, translationItem } from './checklist.ts';
import { ground } from './ground.ts';
import {
  acknowledgementLetter,
  approvalLetter,
  documentRequestLetter,
  fairnessLetter,
  refusalLetter,
} from './letter-kit.ts';
import type { Program } from './program.ts';
import { assessmentList } from './temporary-residence.ts';
import { text } from './text.ts';

/* Citizenship Act, subsection 5(1) and section 22, in plain words; the standard is the balance of probabilities [CIT-DEC]. */

const presence = ground({
  id: 'c5-1-c',
  provision: 'C5(1)(c)',
  title: ['Permanent residence and physical presence', 'Résidence permanente et présence effective'],
  reasons: [
    [
      'not-enough-days',
      'You were not physically present in Canada for at least 1,095 days during the five years before the date of your application.',
      "Votre présence effective au Canada n'a pas atteint 1 095 jours au cours des cinq ans qui ont précédé la date de votre demande.",
    ],
    [
      'not-shown',
      'The evidence does not show, on a balance of probabilities, the days of presence that you declared.',
      'La preuve ne démontre pas, selon la prépondérance des probabilités, les jours de présence que vous avez déclarés.',
    ],
    [
      'not-permanent-resident',
      'You are not a permanent resident, or you have not met a condition of that status.',
      "Vous n'avez pas le statut de résident permanent, ou vous n'avez pas rempli une condition rattachée à ce statut.",
    ],
    [
      'income-tax',
      'You did not meet the requirement to file income tax returns.',
      "Vous n'avez pas rempli l'exigence de produire des déclarations de revenus.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const officialLanguage = ground({
  id: 'c5-1-d',
  provision: 'C5(1)(d)',
  title: ['Knowledge of an official language', "Connaissance d'une langue officielle"],
  reasons: [
    [
      'language-not-adequate',
      'You did not show an adequate knowledge of English or French.',
      "Vous n'avez pas démontré une connaissance suffisante du français ou de l'anglais.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const knowledgeOfCanada = ground({
  id: 'c5-1-e',
  provision: 'C5(1)(e)',
  title: ['Knowledge of Canada', 'Connaissance du Canada'],
  reasons: [
    [
      'test-not-passed',
      'You did not show an adequate knowledge of Canada and of the responsibilities and privileges of citizenship.',
      "Vous n'avez pas démontré une connaissance suffisante du Canada et des responsabilités et avantages conférés par la citoyenneté.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const prohibition = ground({
  id: 'c22-1',
  provision: 'C22(1)',
  title: ['Prohibition', 'Interdiction'],
  reasons: [
    [
      'charge-or-sentence',
      'A charge, a trial, a probation order, parole or a term of imprisonment prevents a grant of citizenship at this time.',
      "Une accusation, un procès, une ordonnance de probation, une libération conditionnelle ou une peine d'emprisonnement empêche l'attribution de la citoyenneté en ce moment.",
    ],
    [
      'misrepresentation',
      'You misrepresented or withheld material circumstances in your application.',
      'Vous avez fait, dans votre demande, une présentation erronée sur un fait essentiel ou une réticence sur ce fait.',
    ],
  ],
  fairness: 'required',
  assessments: ['criminality', 'misrepresentation'],
});

const named = text('application for Canadian citizenship', 'demande de citoyenneté canadienne');

const approval = text(
  `# My decision

I approved your application for Canadian citizenship.

# What happens next

You are not a citizen yet. You become a citizen when you take the oath of citizenship at a ceremony, in person or by video. We will send you the date and what to bring.

# What you can do now

Tell us right away if your address changes, if you are charged with an offence, or if you leave Canada before the ceremony.`,
  `# Ma décision

J'ai approuvé votre demande de citoyenneté canadienne.

# La suite

Vous n'avez pas encore la citoyenneté. Vous l'obtiendrez lorsque vous prêterez le serment de citoyenneté lors d'une cérémonie, en personne ou par vidéo. Nous vous enverrons la date et la liste de ce qu'il faut apporter.

# Ce que vous pouvez faire maintenant

Avisez-nous sans tarder si vous changez d'adresse, si une accusation est portée contre vous ou si vous quittez le Canada avant la cérémonie.`,
);

/** Citizenship grant: twelve months (domain-sources 3.1); officer and judge are distinct deciders, and some refusals are the judge's [CIT-DEC, CIT-REF]. */
export const citizenshipGrant: Program = {
  id: 'citizenship-grant',
  numberPrefix: 'C',
  title: text('Citizenship grant', 'Attribution de la citoyenneté'),
  shortTitle: text('Citizenship', 'Citoyenneté'),
  line: 'citizenship',
  categories: [
    { code: 'ADULT', title: text('Adult, subsection 5(1)', 'Adulte, paragraphe 5(1)') },
    { code: 'MINOR', title: text('Minor', 'Personne mineure') },
  ],
  standard: { inside: { value: 12, unit: 'months' }, outside: null },
  checklist: [
    checklistItem(
      'application-form',
      ['Application for Canadian citizenship (CIT 0002)', 'Demande de citoyenneté canadienne (CIT 0002)'],
      ['application-form'],
      'always',
      'applicant',
    ),
    checklistItem(
      'presence',
      ['Physical presence calculation', 'Calcul de la présence effective'],
      ['residence-calculation'],
      'always',
      'applicant',
    ),
    feeItem,
    photoItem,
    checklistItem(
      'identity',
      ['Passport pages and two pieces of identification', "Pages du passeport et deux pièces d'identité"],
      ['passport', 'national-identity'],
      'always',
      'applicant',
    ),
    checklistItem(
      'language',
      ['Proof of knowledge of an official language', "Preuve de connaissance d'une langue officielle"],
      ['language-test', 'transcript'],
      'if-applicable',
      'applicant',
    ),
    checklistItem(
      'test',
      ['Result of the citizenship test', "Résultat de l'examen pour la citoyenneté"],
      ['knowledge-test'],
      'if-applicable',
      'applicant',
    ),
    checklistItem(
      'tax',
      ['Notices of assessment', 'Avis de cotisation'],
      ['tax-assessment'],
      'if-applicable',
      'applicant',
    ),
    policeItem,
    translationItem,
    representativeItem,
  ],
  assessments: assessmentList(['completeness', 'eligibility', 'criminality', 'security'], ['misrepresentation']),
  grounds: [presence, officialLanguage, knowledgeOfCanada, prohibition],
  conditions: [],
  validity: null,
  letters: {
    acknowledgement: acknowledgementLetter(named),
    approval: approvalLetter(named, approval),
    refusal: refusalLetter({ named, notesReleased: false }),
    misrepresentation: null,
    documentRequest: documentRequestLetter(named),
    fairness: fairnessLetter(named),
  },
  authority: { approve: 1, refuse: 3 },
  decidable: false,
};
