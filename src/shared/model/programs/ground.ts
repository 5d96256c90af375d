import type { AssessmentType } from '../assessment.ts';
import type { Ground, Paragraph } from './program.ts';
import { text } from './text.ts';

/** A slug with its English and its French: the ground's id is set before the slug, so ids stay unique over all programs. */
export type Wording = readonly [slug: string, en: string, fr: string];

interface GroundSource {
  readonly id: string;
  readonly provision: string;
  readonly title: readonly [en: string, fr: string];
  readonly introductions?: readonly Wording[];
  readonly reasons: readonly Wording[];
  readonly fairness: Ground['fairness'];
  readonly assessments: readonly AssessmentType[];
  readonly letter?: Ground['letter'];
  readonly warning?: readonly [en: string, fr: string];
}

function paragraphs(groundId: string, wordings: readonly Wording[]): readonly Paragraph[] {
  return wordings.map(([slug, en, fr]) => ({ id: `${groundId}.${slug}`, text: text(en, fr) }));
}

/** A ground as data, in its full shape. */
export function ground(source: GroundSource): Ground {
  return {
    id: source.id,
    provision: source.provision,
    title: text(source.title[0], source.title[1]),
    introductions: paragraphs(source.id, source.introductions ?? []),
    reasons: paragraphs(source.id, source.reasons),
    letter: source.letter ?? 'standard',
    fairness: source.fairness,
    assessments: source.assessments,
    ...(source.warning === undefined ? {} : { warning: text(source.warning[0], source.warning[1]) }),
  };
}
