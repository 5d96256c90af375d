import {
  biometricsItem,
  checklistItem,
  medicalAlwaysItem,
  photoItem,
  representativeItem,
  translationItem,
} from './checklist.ts';
import { permanentGeneralGrounds } from './general-grounds.ts';
import { ground } from './ground.ts';
import {
  acknowledgementLetter,
  approvalLetter,
  documentRequestLetter,
  fairnessLetter,
  misrepresentationLetter,
  refusalLetter,
} from './letter-kit.ts';
import {
  inadmissibilityWithout,
  permanentApproval,
  permanentAssessments,
  permanentConditions,
  permanentForms,
} from './permanent-residence.ts';
import type { Program } from './program.ts';
import { text } from './text.ts';

/** R139(1), R145, R147: general knowledge of the public text. Credibility concerns are put to the applicant [PF]. */
const noSolution = ground({
  id: 'r139-1-d',
  provision: 'R139(1)(d)',
  title: ['Durable solution', 'Solution durable'],
  reasons: [
    [
      'solution-elsewhere',
      'There is a reasonable prospect, within a reasonable period, of a durable solution for you in a country other than Canada.',
      'Il existe pour vous, dans un délai raisonnable, une possibilité raisonnable de solution durable dans un pays autre que le Canada.',
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const notMember = ground({
  id: 'r139-1-e',
  provision: 'R139(1)(e)',
  title: ['Member of a refugee class', 'Appartenance à une catégorie de réfugiés'],
  reasons: [
    [
      'not-convention-refugee',
      'I am not satisfied that you have a well-founded fear of persecution for a reason set out in the Refugee Convention.',
      "Je n'ai pas la conviction que vous craignez avec raison de subir de la persécution pour un des motifs prévus par la Convention relative au statut des réfugiés.",
    ],
    [
      'not-country-of-asylum',
      'I am not satisfied that you have been, and continue to be, seriously and personally affected by civil war, armed conflict or massive violation of human rights.',
      "Je n'ai pas la conviction qu'une guerre civile, un conflit armé ou une violation massive des droits de la personne a eu et continue d'avoir pour vous des conséquences graves et personnelles.",
    ],
  ],
  fairness: 'required',
  assessments: ['eligibility'],
});

const establishment = ground({
  id: 'r139-1-g',
  provision: 'R139(1)(g)',
  title: ['Ability to become established', "Capacité de réussir l'établissement"],
  reasons: [
    [
      'not-likely',
      'I am not satisfied that you and your family members will be able to become successfully established in Canada.',
      "Je n'ai pas la conviction que vous et les membres de votre famille pourrez réussir votre établissement au Canada.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const named = text('application for resettlement as a refugee', 'demande de réinstallation à titre de réfugié');

const again = text(
  'You may apply again if you have a new referral or a new private sponsorship. A new application should hold new information on the points set out above.',
  'Vous pouvez présenter une nouvelle demande si vous avez une nouvelle recommandation ou un nouveau parrainage privé. Elle devrait contenir de nouveaux renseignements sur les points exposés ci-dessus.',
);

/** Resettlement: government-assisted and privately sponsored refugees, both measured against twelve months [OAG-TAB, CBC-OAG, DATA24]. */
export const refugeeResettlement: Program = {
  id: 'refugee-resettlement',
  numberPrefix: 'H',
  title: text('Refugee resettlement', 'Réinstallation de réfugiés'),
  shortTitle: text('Resettlement', 'Réinstallation'),
  line: 'resettlement',
  categories: [
    { code: 'GAR', title: text('Government-assisted refugee', 'Réfugié pris en charge par le gouvernement') },
    { code: 'PSR', title: text('Privately sponsored refugee', 'Réfugié parrainé par le secteur privé') },
  ],
  standard: { inside: null, outside: { value: 12, unit: 'months' } },
  checklist: [
    ...permanentForms.filter((item) => item.id !== 'fee'),
    checklistItem(
      'referral',
      ['Referral or private sponsorship', 'Recommandation ou parrainage privé'],
      ['refugee-referral', 'sponsorship-form'],
      'always',
      'application',
    ),
    checklistItem(
      'identity',
      ['Proof of identity', "Preuve d'identité"],
      ['passport', 'national-identity', 'birth-certificate', 'statutory-declaration'],
      'always',
      'applicant',
    ),
    photoItem,
    medicalAlwaysItem,
    biometricsItem,
    checklistItem(
      'interview',
      ['Interview notes', "Notes d'entrevue"],
      ['interview-notes'],
      'if-applicable',
      'application',
    ),
    translationItem,
    representativeItem,
  ],
  assessments: permanentAssessments,
  grounds: [
    noSolution,
    notMember,
    establishment,
    ...permanentGeneralGrounds,
    ...inadmissibilityWithout('a39', 'a38-1.excessive-demand'),
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
