import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { insertRows } from '../../db/insert-rows.ts';
import { listSql, type Sql, sql } from '../../db/sql.ts';
import type { QueueRecord } from './queue-record.ts';

/** Writes the lines of cases that have none. Part of the caller's transaction. */
export function insertQueueRecords(db: WriteDb, records: readonly QueueRecord[]): void {
  insertRows(db, into, records.map(valuesOf));
}

/**
 * Writes a case's line in place of the one that was there. Part of the caller's transaction. The columns of the two orders
 * are set only where they differ: SQLite puts an index entry anew for every column that an update names, the same value or
 * not, and each is a page more to be encrypted and synced before an act is saved.
 */
export function writeQueueRecord(db: WriteDb, record: QueueRecord): void {
  const r = record;
  const { changes } =
    db.run(sql`update queue_row set program = ${r.program}, category = ${r.category}, stage = ${r.stage},
    received_on = ${r.received_on}, clock_start = ${r.clock_start}, standard_due = ${r.standard_due},
    next_due = ${r.next_due}, bf_date = ${r.bf_date}, bf_code = ${r.bf_code}, bf_text = ${r.bf_text},
    officer_id = ${r.officer_id}, flags = ${r.flags}, marks = ${r.marks}, closed = ${r.closed},
    documents = ${r.documents}, unread = ${r.unread}, news = ${r.news}
    where row = ${r.row} and number = ${r.number} and name = ${r.name} and name_key = ${r.name_key}`);
  if (changes > 0) return;
  db.run(sql`delete from queue_row where row = ${r.row}`);
  db.run(sql`${into} values ${valuesOf(record)}`);
}

const into = sql`insert into queue_row (row, number, name, name_key, program, category, stage, received_on, clock_start,
  standard_due, next_due, bf_date, bf_code, bf_text, officer_id, flags, marks, closed, documents, unread, news)`;

function valuesOf(r: QueueRecord): Sql {
  return sql`(${r.row}, ${r.number}, ${r.name}, ${r.name_key}, ${r.program}, ${r.category}, ${r.stage},
    ${r.received_on}, ${r.clock_start}, ${r.standard_due}, ${r.next_due}, ${r.bf_date}, ${r.bf_code}, ${r.bf_text},
    ${r.officer_id}, ${r.flags}, ${r.marks}, ${r.closed}, ${r.documents}, ${r.unread}, ${r.news})`;
}

/** Lines by row, in the order asked for. */
export function readQueueRecords(
  db: ReadDb,
  rows: readonly number[],
): readonly (QueueRecord & { readonly case_id: string })[] {
  const found = db.all<QueueRecord & { case_id: string }>(queueRecordsQuery(rows));
  const byRow = new Map(found.map((record) => [record.row, record]));
  return rows.flatMap((row) => byRow.get(row) ?? []);
}

export function queueRecordsQuery(rows: readonly number[]): Sql {
  return sql`select q.row, h.case_id, q.number, q.name, q.name_key, q.program, q.category, q.stage, q.received_on,
    q.clock_start, q.standard_due, q.next_due, q.bf_date, q.bf_code, q.bf_text, q.officer_id, q.flags, q.marks,
    q.closed, q.documents, q.unread, q.news
    from queue_row q join case_here h on h.row = q.row where q.row in ${listSql(rows)}`;
}

/** The columns that filters and orders look at. */
export type IndexedColumns = Pick<
  QueueRecord,
  | 'row'
  | 'program'
  | 'stage'
  | 'received_on'
  | 'clock_start'
  | 'standard_due'
  | 'next_due'
  | 'bf_date'
  | 'officer_id'
  | 'flags'
  | 'marks'
  | 'closed'
>;

export function eachIndexed(db: ReadDb): IterableIterator<IndexedColumns> {
  return db.each<IndexedColumns>(
    sql`select row, program, stage, received_on, clock_start, standard_due, next_due, bf_date, officer_id, flags,
      marks, closed from queue_row`,
  );
}

export const rowsByNumberQuery = sql`select row from queue_row order by number, row`;
export const rowsByNameQuery = sql`select row from queue_row order by name_key, number, row`;

/**
 * Leaves the orders out while an empty store is filled: kept up case by case they cost more than the lines themselves, made
 * from all lines at once a microsecond a case. Until then SQLite sorts when it is asked.
 */
export function leaveOrders(db: WriteDb): void {
  if (db.value<number>(sql`select exists (select 1 from queue_row)`) === 1) return;
  db.run(sql`drop index if exists queue_row_number`);
  db.run(sql`drop index if exists queue_row_name`);
}

export function makeOrders(db: WriteDb): void {
  db.run(sql`create index if not exists queue_row_number on queue_row (number)`);
  db.run(sql`create index if not exists queue_row_name on queue_row (name_key, number)`);
}
