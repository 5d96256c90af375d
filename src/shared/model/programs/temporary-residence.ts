import type { AssessmentType } from '../assessment.ts';
import type { Condition, Program } from './program.ts';
import { text } from './text.ts';

/** Which assessments must be settled before an approval; the rest stand on the file and may be opened. */
export function assessmentList(
  required: readonly AssessmentType[],
  others: readonly AssessmentType[],
): Program['assessments'] {
  const order: readonly AssessmentType[] = [
    'completeness',
    'biometrics',
    'medical',
    'eligibility',
    'criminality',
    'security',
    'human-rights',
    'organized-crime',
    'misrepresentation',
    'information-sharing',
  ];
  return order
    .filter((type) => required.includes(type) || others.includes(type))
    .map((type) => ({ type, required: required.includes(type) }));
}

export const temporaryAssessments = assessmentList(
  ['completeness', 'biometrics', 'eligibility', 'criminality', 'security'],
  ['medical', 'human-rights', 'organized-crime', 'misrepresentation', 'information-sharing'],
);

const leave: Condition = {
  id: 'leave-by-end',
  imposed: 'always',
  text: text(
    'You must leave Canada by the end of the period authorized for your stay.',
    'Vous devez quitter le Canada à la fin de la période de séjour autorisée.',
  ),
};

const noWork: Condition = {
  id: 'no-unauthorized-work',
  imposed: 'always',
  text: text(
    'You must not work in Canada unless the regulations allow it.',
    'Vous ne devez pas travailler au Canada, sauf si le Règlement le permet.',
  ),
};

const noStudy: Condition = {
  id: 'no-unauthorized-study',
  imposed: 'always',
  text: text(
    'You must not study in Canada unless you are authorized to do so.',
    "Vous ne devez pas étudier au Canada sans l'autorisation que la Loi ou le Règlement exige.",
  ),
};

/** R183(1): imposed on every temporary resident by law; a permit holder's own activity is left out of the prohibitions. */
const imposed: Readonly<Record<'visitor' | 'student' | 'worker', readonly Condition[]>> = {
  visitor: [leave, noWork, noStudy],
  student: [leave, noWork],
  worker: [leave, noStudy],
};

/** R185: conditions an officer may impose, vary or cancel. */
const byOfficer: readonly Condition[] = [
  {
    id: 'report-medical',
    imposed: 'by-officer',
    text: text(
      'You must report for a medical examination, surveillance or treatment at the time and place that you are given.',
      "Vous devez vous présenter, à la date, à l'heure et au lieu indiqués, pour une visite médicale, une surveillance ou un traitement.",
    ),
  },
  {
    id: 'report-compliance',
    imposed: 'by-officer',
    text: text(
      'You must report, at the time and place that you are given, to present evidence that you comply with your conditions.',
      "Vous devez vous présenter, à la date, à l'heure et au lieu indiqués, pour prouver que vous respectez les conditions qui vous sont imposées.",
    ),
  },
  {
    id: 'stay-in-area',
    imposed: 'by-officer',
    text: text(
      'You must travel and remain in Canada only within the area that you are given.',
      'Vous ne pouvez circuler et séjourner au Canada que dans la zone indiquée.',
    ),
  },
];

export function temporaryConditions(who: 'visitor' | 'student' | 'worker'): readonly Condition[] {
  return [...imposed[who], ...byOfficer];
}
