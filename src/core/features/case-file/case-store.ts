import { applyAll } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId, Instant, OfficerId } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { eachOf, sql } from '../../db/sql.ts';

export type HeldSight = 'full' | 'summary' | 'intake';

/** A case as central last gave it. */
export interface BaseCase {
  readonly row: number;
  readonly caseId: CaseId;
  readonly partition: string;
  readonly sight: HeldSight;
  /** Events up to this one are not news. */
  readonly baseline: number;
  readonly state: CaseState;
  /** The state is what the history comes to and is not kept beside it. */
  readonly isFolded: boolean;
}

interface BaseRow {
  readonly row: number;
  readonly caseId: CaseId;
  readonly partition: string;
  readonly sight: HeldSight;
  readonly baseline: number;
  /** Null where it is what the history comes to, as all are that are held in full. */
  readonly state: string | null;
}

export function rowOfCase(db: ReadDb, caseId: CaseId): number | null {
  return db.value<number>(sql`select row from case_here where case_id = ${caseId}`) ?? null;
}

export function idOfRow(db: ReadDb, row: number): CaseId | null {
  return db.value<CaseId>(sql`select case_id from case_here where row = ${row}`) ?? null;
}

export function readBase(db: ReadDb, caseId: CaseId): BaseCase | null {
  return readBases(db, [caseId]).get(caseId) ?? null;
}

/** Those of the cases that are here, by two questions however many are asked for. */
export function readBases(db: ReadDb, ids: readonly CaseId[]): ReadonlyMap<CaseId, BaseCase> {
  const found = db.all<BaseRow>(
    sql`select h.row, h.case_id as caseId, h.partition, h.sight, h.baseline, s.state
      from case_here h left join case_state s on s.row = h.row where h.case_id in ${eachOf(ids)}`,
  );
  const histories = readHistories(
    db,
    found.filter(({ state }) => state === null).map(({ row }) => row),
  );
  const bases = found.map(({ state, ...held }): BaseCase => {
    if (state !== null) return { ...held, state: JSON.parse(state) as CaseState, isFolded: false };
    return { ...held, state: applyAll(held.caseId, null, histories.get(held.row) ?? []), isFolded: true };
  });
  return new Map(bases.map((base) => [base.caseId, base]));
}

export interface BaseToWrite {
  readonly partition: string;
  readonly sight: HeldSight;
  readonly baseline: number;
  readonly state: CaseState;
  /** The state is what the history comes to: that is written next, the state is not. */
  readonly isFolded?: boolean | undefined;
  /** The state as it came, where it need not be written anew. */
  readonly text?: string | undefined;
}

/** A case that is not here yet; its row. Part of the caller's transaction, as all that follows. */
export function insertBase(db: WriteDb, base: BaseToWrite): number {
  const row = nextRow(db);
  insertBases(db, [{ row, ...base }]);
  return row;
}

/** The row of the next case that comes. */
export function nextRow(db: ReadDb): number {
  return (db.value<number | null>(sql`select max(row) from case_here`) ?? 0) + 1;
}

export interface BaseToInsert extends BaseToWrite {
  readonly row: number;
}

/** Cases that are not here yet, in the order of their rows. */
export function insertBases(db: WriteDb, bases: readonly BaseToInsert[]): void {
  insertRows(
    db,
    sql`insert into case_here (row, case_id, partition, version, sight, baseline)`,
    bases.map(
      ({ row, partition, sight, baseline, state }) =>
        sql`(${row}, ${state.id}, ${partition}, ${state.version}, ${sight}, ${baseline})`,
    ),
  );
  insertRows(
    db,
    sql`insert into case_state (row, state)`,
    bases.flatMap(({ row, state, text, isFolded }) =>
      isFolded === true ? [] : [sql`(${row}, ${text ?? JSON.stringify(state)})`],
    ),
  );
}

export function updateBase(db: WriteDb, row: number, base: BaseToWrite): void {
  const { partition, sight, baseline, state, isFolded } = base;
  db.run(
    sql`update case_here set partition = ${partition}, version = ${state.version}, sight = ${sight},
      baseline = ${baseline} where row = ${row}`,
  );
  if (isFolded === true) db.run(sql`delete from case_state where row = ${row}`);
  else db.run(sql`insert or replace into case_state (row, state) values (${row}, ${JSON.stringify(state)})`);
}

/** Cases that have gone on by events, which are written as their histories. */
export function moveBases(db: WriteDb, bases: readonly BaseCase[]): void {
  for (const { row, state, isFolded } of bases) {
    db.run(sql`update case_here set version = ${state.version} where row = ${row}`);
    if (!isFolded) db.run(sql`update case_state set state = ${JSON.stringify(state)} where row = ${row}`);
  }
}

export function deleteBase(db: WriteDb, row: number): void {
  db.run(sql`delete from case_here where row = ${row}`);
}

export function writeHistory(db: WriteDb, row: number, events: readonly CaseEvent[]): void {
  insertHistories(db, [{ row, events }]);
}

export interface HistoryToInsert {
  readonly row: number;
  readonly events: readonly CaseEvent[];
  /** The events as they came, where they need not be written anew. */
  readonly text?: string | undefined;
}

export function insertHistories(db: WriteDb, histories: readonly HistoryToInsert[]): void {
  insertRows(
    db,
    sql`insert or replace into history_run (row, first_seq, events)`,
    histories.flatMap(({ row, events, text }) =>
      events[0] === undefined ? [] : [sql`(${row}, ${events[0].seq}, ${text ?? JSON.stringify(events)})`],
    ),
  );
}

export function replaceHistory(db: WriteDb, row: number, events: readonly CaseEvent[]): void {
  db.run(sql`delete from history_run where row = ${row}`);
  writeHistory(db, row, events);
}

export function readHistory(db: ReadDb, row: number): readonly CaseEvent[] {
  return readHistories(db, [row]).get(row) ?? [];
}

function readHistories(db: ReadDb, rows: readonly number[]): ReadonlyMap<number, readonly CaseEvent[]> {
  const runs = db.all<{ row: number; events: string }>(
    sql`select row, events from history_run where row in ${eachOf(rows)} order by row, first_seq`,
  );
  const histories = new Map<number, CaseEvent[]>();
  for (const { row, events } of runs) {
    const known = histories.get(row);
    const more = JSON.parse(events) as CaseEvent[];
    if (known === undefined) histories.set(row, more);
    else known.push(...more);
  }
  return histories;
}

export function markLeft(db: WriteDb, caseId: CaseId, reason: string, at: Instant): void {
  db.run(sql`insert or replace into case_left (case_id, reason, at) values (${caseId}, ${reason}, ${at})`);
}

export function unmarkLeft(db: WriteDb, caseId: CaseId): void {
  db.run(sql`delete from case_left where case_id = ${caseId}`);
}

export function leftReason(db: ReadDb, caseId: CaseId): string | null {
  return db.value<string>(sql`select reason from case_left where case_id = ${caseId}`) ?? null;
}

/** Why a case is no longer here, and since when; null where it never was. */
export function leftWhy(db: ReadDb, caseId: CaseId): { readonly reason: string; readonly at: Instant } | null {
  return (
    db.get<{ reason: string; at: Instant }>(sql`select reason, at from case_left where case_id = ${caseId}`) ?? null
  );
}

export function markSeen(db: WriteDb, officerId: OfficerId, caseId: CaseId, seq: number): void {
  db.run(
    sql`insert into case_seen (officer_id, case_id, seq) values (${officerId}, ${caseId}, ${seq})
      on conflict do update set seq = max(seq, excluded.seq)`,
  );
}

/** All cases leave: another person signs in, whose cases are others. What was done and typed stays. */
export function dropAllCases(db: WriteDb): void {
  db.run(sql`delete from case_here`);
  db.run(sql`delete from document where presence <> 'present'`);
  db.run(sql`delete from case_left`);
  db.run(sql`delete from sync_cursor`);
  db.run(sql`insert into case_words (case_words) values ('delete-all')`);
  db.run(sql`delete from case_words_due`);
}
