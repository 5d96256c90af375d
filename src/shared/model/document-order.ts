import type { CaseState } from './case-state.ts';
import type { DocumentRecord, DocumentType } from './document.ts';
import type { Program } from './programs/program.ts';

const ranks = new Map<Program, ReadonlyMap<DocumentType, number>>();

/** The first item of the checklist that asks for each type. */
function ranksOf(program: Program): ReadonlyMap<DocumentType, number> {
  const known = ranks.get(program);
  if (known !== undefined) return known;
  const made = new Map<DocumentType, number>();
  program.checklist.forEach(({ documentTypes }, index) => {
    for (const type of documentTypes) if (!made.has(type)) made.set(type, index);
  });
  ranks.set(program, made);
  return made;
}

/**
 * The documents of a file as its list shows them: by the checklist of the program, the principal's before the family's,
 * versions that were replaced at the end. What is read first is brought first.
 */
export function documentsAsListed(
  { documents, applicants }: Pick<CaseState, 'documents' | 'applicants'>,
  program: Program,
): readonly DocumentRecord[] {
  if (documents.length < 2) return documents;
  const byType = ranksOf(program);
  const replaced = new Set(documents.map((each) => each.replaces));
  const place = (document: DocumentRecord): number => {
    const person = applicants.findIndex((each) => each.id === document.applicantId);
    const rank = byType.get(document.type) ?? program.checklist.length;
    return (replaced.has(document.id) ? 1e6 : 0) + rank * 1000 + Math.max(0, person);
  };
  return documents
    .map((document) => ({ document, at: place(document) }))
    .sort((left, right) => left.at - right.at)
    .map(({ document }) => document);
}
