import { checklistItem } from './checklist.ts';
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
  permanentClosing,
  permanentConditions,
  permanentForms,
} from './permanent-residence.ts';
import type { Program } from './program.ts';
import { text } from './text.ts';

/** R4(1): general knowledge of the public text (domain-sources 1.8). A concern of good faith must be put to the couple. */
const badFaith = ground({
  id: 'r4-1',
  provision: 'R4(1)',
  title: ['Genuineness of the relationship', 'Authenticité de la relation'],
  reasons: [
    [
      'not-genuine',
      'I am not satisfied that your relationship with your sponsor is genuine.',
      "Je n'ai pas la conviction que votre relation avec votre répondant est authentique.",
    ],
    [
      'primary-purpose',
      'I find that you entered into the relationship primarily to acquire a status or privilege under the Act.',
      "Je conclus que vous avez établi cette relation principalement en vue d'acquérir un statut ou un privilège sous le régime de la Loi.",
    ],
  ],
  fairness: 'required',
  assessments: ['eligibility'],
});

const inCanadaClass = ground({
  id: 'r124',
  provision: 'R124',
  title: ['Spouse or common-law partner in Canada class', 'Catégorie des époux ou conjoints de fait au Canada'],
  reasons: [
    [
      'not-spouse',
      'You did not show that you are the spouse or common-law partner of your sponsor.',
      "Vous n'avez pas démontré que vous êtes l'époux, l'épouse ou le conjoint de fait de votre répondant.",
    ],
    [
      'no-cohabitation',
      'You did not show that you live with your sponsor in Canada.',
      "Vous n'avez pas démontré que vous vivez avec votre répondant au Canada.",
    ],
    [
      'no-status',
      'You do not have temporary resident status in Canada, and no public policy excuses it.',
      "Vous n'avez pas le statut de résident temporaire au Canada et aucune politique publique ne vous en dispense.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const familyClass = ground({
  id: 'r117-1-a',
  provision: 'R117(1)(a)',
  title: ['Family class', 'Catégorie du regroupement familial'],
  reasons: [
    [
      'not-member',
      'You did not show that you are the spouse, common-law partner or conjugal partner of your sponsor.',
      "Vous n'avez pas démontré que vous êtes l'époux, l'épouse, le conjoint de fait ou le partenaire conjugal de votre répondant.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const notExamined = ground({
  id: 'r117-9-d',
  provision: 'R117(9)(d)',
  title: ['Family member not examined', 'Membre de la famille non soumis à un contrôle'],
  reasons: [
    [
      'not-declared',
      'When your sponsor became a permanent resident, you were a family member who did not accompany them and was not examined.',
      "Lorsque votre répondant est devenu résident permanent, vous étiez un membre de sa famille qui ne l'accompagnait pas et qui n'a pas fait l'objet d'un contrôle.",
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const sponsor = ground({
  id: 'r133-1',
  provision: 'R133(1)',
  title: ['Requirements for the sponsor', 'Exigences visant le répondant'],
  reasons: [
    [
      'sponsor-not-eligible',
      'Your sponsor does not meet the requirements to sponsor you.',
      'Votre répondant ne remplit pas les exigences de parrainage.',
    ],
  ],
  fairness: 'if-extrinsic',
  assessments: ['eligibility'],
});

const named = text(
  'application for permanent residence (spouse or partner)',
  'demande de résidence permanente (époux ou conjoint)',
);

/** A63(1) of the Act: the sponsor of a member of the family class may appeal to the Immigration Appeal Division. */
const recourse = text(
  'If you applied in the family class from outside Canada, your sponsor may have the right to appeal to the Immigration Appeal Division instead. The time to appeal is short: your sponsor should act without delay.',
  "Si vous avez présenté votre demande dans la catégorie du regroupement familial de l'extérieur du Canada, votre répondant peut avoir le droit d'interjeter appel devant la Section d'appel de l'immigration. Le délai d'appel est court : votre répondant devrait agir sans tarder.",
);

/** Spouse or partner: family class codes are official [FAM-INIT]; twelve months [BLUEB, OAG-TAB]; sponsor form IMM 1344 [CV-6389676], checklist IMM 5533. */
export const spouseOrPartner: Program = {
  id: 'spouse-or-partner',
  numberPrefix: 'F',
  title: text(
    'Permanent residence, spouse or partner in Canada and abroad',
    "Résidence permanente, époux ou conjoint au Canada et à l'étranger",
  ),
  shortTitle: text('Spouse or partner', 'Époux ou conjoint'),
  line: 'permanent-residence',
  categories: [
    { code: 'FC1', title: text('Spouse', 'Époux ou épouse') },
    { code: 'FCC', title: text('Common-law partner', 'Conjoint ou conjointe de fait') },
    { code: 'FCE', title: text('Conjugal partner', 'Partenaire conjugal') },
    {
      code: 'FCH',
      title: text('Spouse in Canada under the public policy', 'Époux ou conjoint au Canada, politique publique'),
    },
  ],
  standard: { inside: { value: 12, unit: 'months' }, outside: { value: 12, unit: 'months' } },
  checklist: [
    ...permanentForms,
    checklistItem(
      'sponsorship',
      ['Application to sponsor and undertaking (IMM 1344)', 'Demande de parrainage et engagement (IMM 1344)'],
      ['sponsorship-form'],
      'always',
      'application',
    ),
    checklistItem(
      'sponsor-status',
      ["Proof of the sponsor's status in Canada", 'Preuve du statut du répondant au Canada'],
      ['national-identity', 'passport'],
      'always',
      'application',
    ),
    checklistItem(
      'sponsor-income',
      [
        "Sponsor's income (notice of assessment, employment letter)",
        "Revenu du répondant (avis de cotisation, lettre d'emploi)",
      ],
      ['tax-assessment', 'employment-letter', 'pay-records'],
      'if-applicable',
      'application',
    ),
    checklistItem(
      'relationship',
      ['Proof of the relationship', 'Preuve de la relation'],
      ['relationship-evidence', 'marriage-certificate', 'statutory-declaration'],
      'always',
      'application',
    ),
    ...permanentClosing,
  ],
  assessments: permanentAssessments,
  grounds: [
    badFaith,
    inCanadaClass,
    familyClass,
    notExamined,
    sponsor,
    ...permanentGeneralGrounds,
    ...inadmissibilityWithout('a38-1.excessive-demand'),
  ],
  conditions: permanentConditions,
  validity: null,
  letters: {
    acknowledgement: acknowledgementLetter(named),
    approval: approvalLetter(named, permanentApproval(named)),
    refusal: refusalLetter({ named, notesReleased: true, recourse }),
    misrepresentation: misrepresentationLetter({ named, notesReleased: true }),
    documentRequest: documentRequestLetter(named),
    fairness: fairnessLetter(named),
  },
  authority: { approve: 1, refuse: 1 },
  decidable: false,
};
