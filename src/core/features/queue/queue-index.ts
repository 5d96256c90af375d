import type { ReadDb } from '../../db/connection.ts';
import { eachIndexed, type IndexedColumns, rowsByNameQuery, rowsByNumberQuery } from './store.ts';

/** Stands for "none" in a column of days. */
export const noDay = 0x7fffffff;

const columnNames = [
  'program',
  'stage',
  'received',
  'clockStart',
  'standardDue',
  'nextDue',
  'bringForward',
  'officer',
  'flags',
  'marks',
  'closed',
] as const;
type ColumnName = (typeof columnNames)[number];
type Columns = Readonly<Record<ColumnName, Int32Array>>;

function makeColumns(size: number): Record<ColumnName, Int32Array> {
  return Object.fromEntries(columnNames.map((name) => [name, new Int32Array(size)])) as Record<ColumnName, Int32Array>;
}

/**
 * What filters and orders look at, in memory, by row: 100,000 cases take 5 MB and a full pass about a millisecond,
 * where the same questions in SQL take an index each and a scan for every combination (docs/performance.md). The table
 * stays the truth; the index is filled from it and told of every change after its transaction has been written.
 */
export class QueueIndex {
  readonly #db: ReadDb;
  #columns: Record<ColumnName, Int32Array> = makeColumns(1024);
  #alive = new Uint8Array(1024);
  #rows: Int32Array | null = null;
  #officers: string[] = [];
  #byNumber: Order | null = null;
  #byName: Order | null = null;
  /** Raised by every change; results computed before it are stale. */
  version = 0;

  constructor(db: ReadDb) {
    this.#db = db;
    for (const record of eachIndexed(db)) this.#set(record);
  }

  /** Reads the table anew: other cases are on the device now. */
  reload(): void {
    this.#alive.fill(0);
    this.#rows = null;
    this.#forgetOrders();
    this.version += 1;
    for (const record of eachIndexed(this.#db)) this.#set(record);
  }

  get columns(): Columns {
    return this.#columns;
  }

  /** Rows that exist, ascending. */
  get rows(): Int32Array {
    this.#rows ??= Int32Array.from(this.#aliveRows());
    return this.#rows;
  }

  /** Codes of officers are positions in this list; 0 is nobody. */
  officerCode(officerId: string): number {
    return this.#officers.indexOf(officerId) + 1;
  }

  /** Rank of each officer's code in order of user codes, nobody last. */
  officerRanks(): Int32Array {
    const sorted = [...this.#officers].sort();
    const ranks = new Int32Array(this.#officers.length + 1);
    ranks[0] = sorted.length;
    this.#officers.forEach((id, index) => (ranks[index + 1] = sorted.indexOf(id)));
    return ranks;
  }

  get byNumber(): Order {
    this.#byNumber ??= orderOf(this.#db.column<number>(rowsByNumberQuery), this.#alive.length);
    return this.#byNumber;
  }

  get byName(): Order {
    this.#byName ??= orderOf(this.#db.column<number>(rowsByNameQuery), this.#alive.length);
    return this.#byName;
  }

  /** `renamed`: number or name may have changed, so that their orders must be read anew. */
  put(record: IndexedColumns, renamed: boolean): void {
    const isNew = this.#alive[record.row] !== 1;
    this.#set(record);
    if (isNew) this.#rows = null;
    if (isNew || renamed) this.#forgetOrders();
    this.version += 1;
  }

  drop(row: number): void {
    if (row < this.#alive.length) this.#alive[row] = 0;
    this.#rows = null;
    this.#forgetOrders();
    this.version += 1;
  }

  #forgetOrders(): void {
    this.#byNumber = null;
    this.#byName = null;
  }

  #set(record: IndexedColumns): void {
    const { row } = record;
    if (row >= this.#alive.length) this.#grow(row + 1);
    const columns = this.#columns;
    columns.program[row] = record.program;
    columns.stage[row] = record.stage;
    columns.received[row] = record.received_on;
    columns.clockStart[row] = record.clock_start ?? noDay;
    columns.standardDue[row] = record.standard_due ?? noDay;
    columns.nextDue[row] = record.next_due ?? noDay;
    columns.bringForward[row] = record.bf_date ?? noDay;
    columns.officer[row] = this.#codeFor(record.officer_id);
    columns.flags[row] = record.flags;
    columns.marks[row] = record.marks;
    columns.closed[row] = record.closed;
    this.#alive[row] = 1;
  }

  #codeFor(officerId: string | null): number {
    if (officerId === null) return 0;
    const known = this.officerCode(officerId);
    return known > 0 ? known : this.#officers.push(officerId);
  }

  #grow(least: number): void {
    const size = Math.max(least, this.#alive.length * 2);
    const alive = new Uint8Array(size);
    alive.set(this.#alive);
    this.#alive = alive;
    const grown = makeColumns(size);
    for (const name of columnNames) grown[name].set(this.#columns[name]);
    this.#columns = grown;
  }

  *#aliveRows(): Generator<number> {
    for (let row = 0; row < this.#alive.length; row += 1) if (this.#alive[row] === 1) yield row;
  }
}

/** An order of all rows, both ways: the row at a rank and the rank of a row. */
export interface Order {
  readonly rows: Int32Array;
  readonly rankOf: Int32Array;
}

function orderOf(sorted: readonly number[], size: number): Order {
  const rows = Int32Array.from(sorted);
  const rankOf = new Int32Array(size);
  rows.forEach((row, rank) => (rankOf[row] = rank));
  return { rows, rankOf };
}
