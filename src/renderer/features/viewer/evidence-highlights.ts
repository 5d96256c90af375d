import type { Language } from '#shared/model/bilingual.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Program } from '#shared/model/programs/program.ts';
import { groundFor } from '#shared/model/programs/registry.ts';
import type { ViewerHighlight } from './viewer-highlight.ts';

/** All cites on a document, each with the provision it stands under. */
export function evidenceHighlights(
  evidence: CaseState['evidence'],
  documentId: string,
  program: Program,
  language: Language,
): readonly ViewerHighlight[] {
  return evidence
    .filter((cite) => cite.documentId === documentId && cite.removed === null)
    .map(({ id, pageIndex, region, groundId }) => {
      const ground = groundFor(program, groundId);
      const label = ground === undefined ? groundId : `${ground.provision} ${ground.title[language]}`;
      return { id, pageIndex, region, label, tone: 'cite' as const };
    });
}
