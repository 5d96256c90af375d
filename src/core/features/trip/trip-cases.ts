import type { TripCase, TripGap } from '#shared/contract/trip.ts';
import { principalName } from '#shared/model/case-state.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { CaseId, Sha256 } from '#shared/model/ids.ts';
import { documentsLeft } from '#shared/model/left-documents.ts';
import { listSql, sql } from '../../db/sql.ts';
import { readBase } from '../case-file/case-store.ts';
import type { DocumentHere } from '../case-file/document-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { CheckedCase } from './trip-store.ts';

type Held = Pick<DocumentHere, 'presence' | 'bytesHere'>;

/** What of a case a trip looks at, as central last had it. */
interface CaseFacts {
  readonly number: string;
  readonly name: string;
  readonly documents: readonly Pick<DocumentRecord, 'id' | 'title' | 'sha256' | 'sizeBytes' | 'pages'>[];
}

/** A case of a trip as it is on the device now. */
export interface CaseHere {
  readonly caseId: CaseId;
  /** Null where it is not on the device. */
  readonly facts: CaseFacts | null;
  readonly isSummary: boolean;
  readonly held: ReadonlyMap<Sha256, Held>;
}

interface CaseRow {
  readonly row: number;
  readonly case_id: CaseId;
  readonly version: number;
  readonly sight: 'full' | 'summary' | 'intake';
}

/** Reads the cases of trips, again and again while documents come: a case is parsed once per version. */
export class TripCases {
  readonly #workspace: Workspace;
  #known = new Map<CaseId, { readonly version: number; readonly sight: string; readonly facts: CaseFacts }>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** In the order given. */
  read(cases: readonly CaseId[]): readonly CaseHere[] {
    const { db } = this.#workspace;
    const rows = db.all<CaseRow>(
      sql`select row, case_id, version, sight from case_here where case_id in ${listSql(cases)}`,
    );
    const byId = new Map(rows.map((each) => [each.case_id, each]));
    const held = this.#heldOf(rows.map(({ row }) => row));
    return cases.map((caseId) => {
      const row = byId.get(caseId);
      if (row === undefined) return { caseId, facts: null, isSummary: false, held: new Map() };
      const facts = this.#facts(row);
      return { caseId, facts, isSummary: row.sight === 'summary', held: held.get(row.row) ?? new Map() };
    });
  }

  #facts({ case_id: caseId, version, sight }: CaseRow): CaseFacts | null {
    const known = this.#known.get(caseId);
    if (known?.version === version && known.sight === sight) return known.facts;
    const state = readBase(this.#workspace.db, caseId)?.state;
    if (state === undefined) return null;
    const documents = [...state.documents, ...documentsLeft(state)].map(({ id, title, sha256, sizeBytes, pages }) => {
      return { id, title, sha256, sizeBytes, pages };
    });
    const facts = { number: state.application.number, name: principalName(state), documents };
    this.#known.set(caseId, { version, sight, facts });
    return facts;
  }

  #heldOf(rows: readonly number[]): ReadonlyMap<number, Map<Sha256, Held>> {
    const found = this.#workspace.db.all<{ row: number; sha256: Sha256 } & Held>(
      sql`select c.row, d.sha256, d.presence, d.bytes_here as bytesHere
        from case_document c join document d on d.sha256 = c.sha256 where c.row in ${listSql(rows)}`,
    );
    const byRow = new Map<number, Map<Sha256, Held>>();
    for (const { row, sha256, ...held } of found) {
      const ofCase = byRow.get(row) ?? new Map<Sha256, Held>();
      byRow.set(row, ofCase.set(sha256, held));
    }
    return byRow;
  }
}

export const gapOf = (code: TripGap['code'], document: TripGap['document'] = null): TripGap => ({
  code,
  document: document === null ? null : { id: document.id, title: document.title },
});

/** What keeps a case as a whole from being worked on: nothing that could be fetched as a document. */
export function caseGaps({ facts, isSummary }: CaseHere): readonly TripGap[] {
  if (facts === null) return [gapOf('case-gone')];
  return isSummary ? [gapOf('summary-only')] : [];
}

/**
 * What stands against a case now. Without a check: what cannot be had. With one: what it found and still holds, and what
 * has come or gone since; a document that was not read by the check is never counted as ready.
 */
export function gapsNow(
  here: CaseHere,
  checked: CheckedCase | null,
  unavailable: ReadonlySet<Sha256>,
): readonly TripGap[] {
  const wasRead = new Set(checked?.documents ?? []);
  const ofDocuments = (here.facts?.documents ?? []).flatMap((document): readonly TripGap[] => {
    const presence = here.held.get(document.sha256)?.presence ?? 'missing';
    if (presence !== 'present') {
      if (unavailable.has(document.sha256)) return [gapOf('document-unavailable', document)];
      if (checked === null) return [];
      const said = checked.gaps.find((gap) => gap.document?.id === document.id);
      if (said?.code === 'document-unavailable') return [said];
      return [gapOf(presence === 'damaged' ? 'document-damaged' : 'document-missing', document)];
    }
    if (checked === null) return [];
    if (!wasRead.has(document.sha256)) return [gapOf('document-unchecked', document)];
    return checked.gaps.filter((gap) => gap.document?.id === document.id);
  });
  return [...caseGaps(here), ...ofDocuments];
}

/** With what has come of the document that is under way and is not noted in the store yet. */
export function withReceiving(
  here: CaseHere,
  receiving: { readonly sha256: Sha256; readonly bytesHere: number } | null,
): CaseHere {
  const known = receiving === null ? undefined : here.held.get(receiving.sha256);
  if (receiving === null || known === undefined || known.presence === 'present') return here;
  const bytesHere = Math.max(known.bytesHere, receiving.bytesHere);
  return { ...here, held: new Map(here.held).set(receiving.sha256, { ...known, bytesHere }) };
}

/** A case's figures. `counted`: contents that an earlier case of the plan has counted already. */
export function tripCase(here: CaseHere, gaps: readonly TripGap[], counted: Set<Sha256>): TripCase {
  const { caseId, facts, held } = here;
  const sums = { documents: 0, documentsToFetch: 0, pages: 0, bytes: 0, bytesToFetch: 0 };
  for (const { sha256, pages, sizeBytes } of facts?.documents ?? []) {
    if (counted.has(sha256)) continue;
    counted.add(sha256);
    const known = held.get(sha256);
    sums.documents += 1;
    sums.pages += pages ?? 0;
    sums.bytes += sizeBytes;
    if (known?.presence === 'present') continue;
    sums.documentsToFetch += 1;
    sums.bytesToFetch += sizeBytes - (known?.bytesHere ?? 0);
  }
  return { caseId, number: facts?.number ?? '', name: facts?.name ?? '', ...sums, gaps: [...gaps] };
}

export type TripSums = Pick<TripCase, 'documents' | 'documentsToFetch' | 'pages' | 'bytes' | 'bytesToFetch'>;

export function sumOf(cases: readonly TripSums[]): TripSums {
  const total = (key: keyof TripSums): number => cases.reduce((sum, each) => sum + each[key], 0);
  return {
    documents: total('documents'),
    documentsToFetch: total('documentsToFetch'),
    pages: total('pages'),
    bytes: total('bytes'),
    bytesToFetch: total('bytesToFetch'),
  };
}

/** Contents that are still to come, each once, in the order of the cases and of the documents in each. */
export function wantedOf(cases: readonly CaseHere[]): readonly { sha256: Sha256; start: number }[] {
  const wanted = new Map<Sha256, number>();
  for (const { facts, held } of cases) {
    for (const { sha256 } of facts?.documents ?? []) {
      const known = held.get(sha256);
      if (known?.presence !== 'present') wanted.set(sha256, known?.bytesHere ?? 0);
    }
  }
  return [...wanted].map(([sha256, start]) => ({ sha256, start }));
}
