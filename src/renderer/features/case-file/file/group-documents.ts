import type { Applicant, CaseState } from '#shared/model/case-state.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { ChecklistItem, Program } from '#shared/model/programs/program.ts';
import { programFor } from '#shared/model/programs/registry.ts';

export interface FiledDocument {
  readonly document: DocumentRecord;
  /** Versions that it replaced, the latest first. */
  readonly earlier: readonly DocumentRecord[];
}

export interface DocumentGroup {
  /** Null: papers that no item of the checklist asks for. */
  readonly item: ChecklistItem | null;
  readonly documents: readonly FiledDocument[];
  /** The item is required and nothing meets it: for these people, or once for the application (empty list of people). */
  readonly missing: null | readonly Applicant[];
}

/** What the groups rest on: all else of a case may change without them. */
type Filed = Pick<CaseState, 'documents' | 'applicants'>;

/** The file in the order of the program's checklist: what each item asks for, what is there, what is missing. */
export function groupDocuments(state: Filed, program: Program): readonly DocumentGroup[] {
  const replaced = new Set(state.documents.map((document) => document.replaces).filter((id) => id !== null));
  const current = state.documents.filter((document) => !replaced.has(document.id));
  const people = state.applicants.filter((person, index) => index === 0 || person.accompanying);
  const taken = new Set<string>();
  const groups = program.checklist.flatMap((item): DocumentGroup[] => {
    const documents = current.filter(({ id, type }) => !taken.has(id) && item.documentTypes.includes(type));
    for (const { id } of documents) taken.add(id);
    const missing = missingFor(item, documents, people);
    if (documents.length === 0 && missing === null) return [];
    return [{ item, documents: inOrder(documents, state), missing }];
  });
  const rest = current.filter(({ id }) => !taken.has(id));
  return rest.length === 0 ? groups : [...groups, { item: null, documents: inOrder(rest, state), missing: null }];
}

function missingFor(
  item: ChecklistItem,
  documents: readonly DocumentRecord[],
  people: readonly Applicant[],
): DocumentGroup['missing'] {
  if (item.required !== 'always') return null;
  if (item.per === 'application') return documents.length === 0 ? [] : null;
  const principal = people[0];
  const lacking = people.filter(
    (person) =>
      !documents.some(({ applicantId }) => applicantId === person.id || (applicantId === null && person === principal)),
  );
  return lacking.length === 0 ? null : lacking;
}

/** Principal's papers first, then family in its order; each with the versions that it replaced. */
function inOrder(documents: readonly DocumentRecord[], state: Filed): readonly FiledDocument[] {
  const place = (document: DocumentRecord): number =>
    Math.max(
      0,
      state.applicants.findIndex((person) => person.id === document.applicantId),
    );
  return documents
    .toSorted((one, other) => place(one) - place(other))
    .map((document) => ({ document, earlier: earlierVersions(document, state.documents) }));
}

function earlierVersions(document: DocumentRecord, all: CaseState['documents']): readonly DocumentRecord[] {
  const found: DocumentRecord[] = [];
  let before = document.replaces;
  while (before !== null && found.length < all.length) {
    const id = before;
    const version = all.find((each) => each.id === id);
    if (version === undefined) break;
    found.push(version);
    before = version.replaces;
  }
  return found;
}

/** All current documents in the order of the file pane. */
export function documentsInOrder(state: Filed, program: Program): readonly DocumentRecord[] {
  return groupDocuments(state, program).flatMap((group) => group.documents.map(({ document }) => document));
}

/** The document that a case opens on: the first that this person has not read, else the first of the file. */
export function firstDocument(state: CaseState, officerId: string): DocumentRecord | null {
  const documents = documentsInOrder(state, programFor(state.application.program));
  const readBy = (document: DocumentRecord): Readonly<Record<string, unknown>> => document.readBy;
  return documents.find((document) => readBy(document)[officerId] === undefined) ?? documents[0] ?? null;
}
