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

/** R87: general knowledge of the public text. */
const nomination = ground({
  id: 'r87-2-a',
  provision: 'R87(2)(a)',
  title: ['Nomination certificate', 'Certificat de désignation'],
  reasons: [
    [
      'not-nominated',
      'You are not named in a nomination certificate issued by a province or territory.',
      "Vous ne faites pas l'objet d'un certificat de désignation délivré par une province ou un territoire.",
    ],
    [
      'withdrawn',
      'The province or territory withdrew your nomination.',
      'La province ou le territoire a retiré votre désignation.',
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const residence = ground({
  id: 'r87-2-b',
  provision: 'R87(2)(b)',
  title: ['Intention to live in the nominating province', 'Intention de résider dans la province de désignation'],
  reasons: [
    [
      'no-intention',
      'I am not satisfied that you intend to live in the province or territory that nominated you.',
      "Je n'ai pas la conviction que vous avez l'intention de résider dans la province ou le territoire qui a délivré votre certificat de désignation.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const establishment = ground({
  id: 'r87-3',
  provision: 'R87(3)',
  title: ['Ability to become economically established', "Capacité de réussir l'établissement économique"],
  reasons: [
    [
      'not-likely',
      'The nomination certificate is not a sufficient indicator that you may become economically established in Canada. The province or territory was consulted.',
      "Le certificat de désignation n'est pas un indicateur suffisant de votre aptitude à réussir votre établissement économique au Canada. La province ou le territoire a été consulté.",
    ],
  ],
  fairness: 'required',
  assessments: ['eligibility'],
});

const named = text(
  'application for permanent residence (provincial nominee)',
  'demande de résidence permanente (candidat des provinces)',
);

/** Provincial nominee, on paper: eleven months [OAG-TAB]; prefix EP [GCMSN-UCI]. */
export const provincialNominee: Program = {
  id: 'provincial-nominee',
  numberPrefix: 'EP',
  title: text('Permanent residence, provincial nominee', 'Résidence permanente, candidat des provinces'),
  shortTitle: text('Provincial nominee', 'Candidat des provinces'),
  line: 'permanent-residence',
  categories: [{ code: 'PNP', title: text('Provincial nominee, on paper', 'Candidat des provinces, sur papier') }],
  standard: { inside: { value: 11, unit: 'months' }, outside: { value: 11, unit: 'months' } },
  checklist: [
    ...permanentForms,
    checklistItem(
      'nomination',
      ['Nomination certificate', 'Certificat de désignation'],
      ['nomination-certificate'],
      'always',
      'application',
    ),
    checklistItem(
      'experience',
      ['Proof of work experience', "Preuve d'expérience de travail"],
      ['employment-letter', 'pay-records', 'job-offer'],
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
      'funds',
      ['Proof of settlement funds', "Preuve de fonds d'établissement"],
      ['proof-of-funds', 'bank-statement'],
      'if-applicable',
      'application',
    ),
    ...permanentClosing,
  ],
  assessments: permanentAssessments,
  grounds: [nomination, residence, establishment, ...permanentGeneralGrounds, ...inadmissibilityGrounds],
  conditions: permanentConditions,
  validity: null,
  letters: {
    acknowledgement: acknowledgementLetter(named),
    approval: approvalLetter(named, permanentApproval(named)),
    refusal: refusalLetter({ named, notesReleased: true }),
    misrepresentation: misrepresentationLetter({ named, notesReleased: true }),
    documentRequest: documentRequestLetter(named),
    fairness: fairnessLetter(named),
  },
  /** A refusal under R87(3) needs a second officer's concurrence (R87(4), general knowledge): hence the higher level. */
  authority: { approve: 1, refuse: 2 },
  decidable: false,
};
