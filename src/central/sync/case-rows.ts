import type { CaseState } from '#shared/model/case-state.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import { scopeOf } from '#shared/model/visibility.ts';
import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';

export interface CaseRow {
  readonly case_id: string;
  readonly office: string;
  readonly officer: string | null;
  readonly version: number;
  /** JSON of the state. */
  readonly state: string;
}

/** Locks the cases of a batch, in order of their ids so that two batches never wait for each other in a ring. */
export async function lockCases(db: WriteDb, ids: readonly string[]): Promise<ReadonlyMap<string, CaseState>> {
  const rows = await db.rows<{ case_id: string; state: string }>(sql`
    select case_id, state from case_state where case_id = any(${ids}::text[]) order by case_id for update`);
  return new Map(rows.map((row) => [row.case_id, JSON.parse(row.state) as CaseState]));
}

export async function readCases(db: ReadDb, ids: readonly string[]): Promise<ReadonlyMap<string, CaseRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.rows<CaseRow>(sql`
    select case_id, office, officer, version, state from case_state where case_id = any(${ids}::text[])`);
  return new Map(rows.map((row) => [row.case_id, row]));
}

interface Columns {
  readonly ids: string[];
  readonly numbers: string[];
  readonly offices: string[];
  readonly officers: (string | null)[];
  readonly programs: string[];
  readonly versions: number[];
  readonly states: string[];
}

function columnsOf(states: readonly CaseState[]): Columns {
  const scopes = states.map(scopeOf);
  return {
    ids: states.map((state) => state.id),
    numbers: states.map((state) => state.application.number),
    offices: scopes.map((scope) => scope.officeId),
    officers: scopes.map((scope) => scope.officerId),
    programs: states.map((state) => state.application.program),
    versions: states.map((state) => state.version),
    states: states.map((state) => JSON.stringify(state)),
  };
}

export async function insertCases(db: WriteDb, states: readonly CaseState[]): Promise<void> {
  const { ids, numbers, offices, officers, programs, versions, states: texts } = columnsOf(states);
  await db.run(sql`
    insert into case_state (case_id, number, office, officer, program, version, state)
    select * from unnest(${ids}::text[], ${numbers}::text[], ${offices}::text[], ${officers}::text[], ${programs}::text[],
      ${versions}::int[], ${texts}::text[])`);
  const held = states.flatMap((state) => state.documents.map((document) => ({ caseId: state.id, document })));
  await insertCaseDocuments(db, held);
}

export async function updateCases(db: WriteDb, states: readonly CaseState[]): Promise<void> {
  if (states.length === 0) return;
  const { ids, numbers, offices, officers, versions, states: texts } = columnsOf(states);
  await db.run(sql`
    update case_state set number = changed.number, office = changed.office, officer = changed.officer,
      version = changed.version, state = changed.state
    from unnest(${ids}::text[], ${numbers}::text[], ${offices}::text[], ${officers}::text[], ${versions}::int[],
      ${texts}::text[]) as changed (case_id, number, office, officer, version, state)
    where case_state.case_id = changed.case_id`);
}

/** Which case holds which content: what the right to read a document is looked up in. */
export async function insertCaseDocuments(
  db: WriteDb,
  held: readonly { readonly caseId: string; readonly document: DocumentRecord }[],
): Promise<void> {
  if (held.length === 0) return;
  await db.run(sql`
    insert into case_document (case_id, document_id, sha256)
    select * from unnest(${held.map((each) => each.caseId)}::text[], ${held.map((each) => each.document.id)}::text[],
      ${held.map((each) => each.document.sha256)}::text[])
    on conflict do nothing`);
}

export interface CaseEvents {
  readonly caseId: string;
  readonly events: readonly CaseEvent[];
}

export async function insertEvents(db: WriteDb, histories: readonly CaseEvents[]): Promise<void> {
  const all = histories.flatMap(({ caseId, events }) => events.map((event) => ({ caseId, event })));
  if (all.length === 0) return;
  await db.run(sql`
    insert into case_event (case_id, seq, type, event)
    select * from unnest(${all.map((each) => each.caseId)}::text[], ${all.map((each) => each.event.seq)}::int[],
      ${all.map((each) => each.event.type)}::text[], ${all.map((each) => JSON.stringify(each.event))}::text[])`);
}
