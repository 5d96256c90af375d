import type { CaseState } from '#shared/model/case-state.ts';
import type { WriteDb } from '../db/connection.ts';
import { eachOf, sql } from '../db/sql.ts';
import { inTransaction } from '../db/transaction.ts';
import { deleteCaseWords, insertCaseWords, rowsMatching, wordsOf } from './case-words.ts';
import { wordsToFind } from './words.ts';

export interface WordIndexParts {
  readonly db: WriteDb;
  /** A case as it is shown, with the acts of this device; null where it is not here. */
  readonly stateAt: (row: number) => CaseState | null;
}

/**
 * The words of the cases, indexed behind what brings them, because that costs as much as all else that is written. Two
 * things stand in the store: the row behind which a load has left cases out, and which indexed cases have changed since.
 * `build` works both off. Until then such cases are gone through when somebody looks for a word, and what the index says of
 * them does not count, so that every answer is whole.
 */
export class WordIndex {
  readonly #parts: WordIndexParts;
  /** Words of cases that are not indexed yet and were gone through: who types asks again with every letter. */
  readonly #read = new Map<number, string>();

  constructor(parts: WordIndexParts) {
    this.#parts = parts;
  }

  /** Every case here is in the index as it is now. */
  get isWhole(): boolean {
    return !this.hasLoaded && this.#stale(1).length === 0;
  }

  /** A load has brought cases that are not in the index at all. */
  get hasLoaded(): boolean {
    return this.#dueAfter() !== null;
  }

  /** Cases that come from now on are left for later; gives the row behind which they are. Part of the caller's transaction. */
  postpone(): number {
    const { db } = this.#parts;
    db.run(
      sql`insert into case_words_due (one, after_row) select 1, coalesce(max(row), 0) from case_here where true
        on conflict do nothing`,
    );
    return this.#dueAfter() ?? 0;
  }

  /** The words of a case are others, or are new. Part of the caller's transaction, as `drop`. */
  write(row: number): void {
    const { db } = this.#parts;
    this.#read.delete(row);
    const after = this.#dueAfter();
    if (after !== null && row > after) return;
    db.run(sql`insert into case_words_stale (row) values (${row}) on conflict do nothing`);
  }

  drop(row: number): void {
    const { db } = this.#parts;
    this.#read.delete(row);
    db.run(sql`delete from case_words_stale where row = ${row}`);
    deleteCaseWords(db, row);
  }

  /** Other cases are on the device now. */
  forget(): void {
    this.#read.clear();
  }

  /** Rows of the cases in which every word of the text begins a word; null where the text has no word. */
  rowsWith(text: string): readonly number[] | null {
    const words = wordsToFind(text);
    if (words.length === 0) return null;
    const { db } = this.#parts;
    const stale = this.#stale();
    const after = this.#dueAfter();
    const behind = after === null ? stale : [...stale, ...this.#rowsBehind(after)];
    const found = rowsMatching(db, words);
    if (behind.length === 0) return found;
    const isStale = new Set(stale);
    return [...found.filter((row) => !isStale.has(row)), ...behind.filter((row) => this.#hasAll(row, words))];
  }

  /** Indexes the next cases, at most so many, in a transaction of its own; false once all are. */
  build(most: number): boolean {
    return inTransaction(this.#parts.db, () => this.#buildStale(most) || this.#buildLoaded(most));
  }

  #buildStale(most: number): boolean {
    const { db } = this.#parts;
    const rows = this.#stale(most);
    if (rows.length === 0) return false;
    for (const row of rows) {
      deleteCaseWords(db, row);
      this.#index(row);
    }
    db.run(sql`delete from case_words_stale where row in ${eachOf(rows)}`);
    return true;
  }

  #buildLoaded(most: number): boolean {
    const { db } = this.#parts;
    const after = this.#dueAfter();
    if (after === null) return false;
    const rows = this.#rowsBehind(after, most);
    for (const row of rows) this.#index(row);
    const last = rows.at(-1);
    if (last === undefined) db.run(sql`delete from case_words_due`);
    else db.run(sql`update case_words_due set after_row = ${last}`);
    return last !== undefined;
  }

  #index(row: number): void {
    const { db, stateAt } = this.#parts;
    const state = stateAt(row);
    if (state !== null) insertCaseWords(db, row, state);
    this.#read.delete(row);
  }

  #stale(most = -1): number[] {
    return this.#parts.db.column<number>(sql`select row from case_words_stale order by row limit ${most}`);
  }

  #dueAfter(): number | null {
    return this.#parts.db.value<number>(sql`select after_row from case_words_due`) ?? null;
  }

  #rowsBehind(after: number, most = -1): number[] {
    return this.#parts.db.column<number>(
      sql`select row from case_here where row > ${after} order by row limit ${most}`,
    );
  }

  #hasAll(row: number, words: readonly string[]): boolean {
    const text = this.#textOf(row);
    return words.every((word) => text.includes(` ${word}`));
  }

  #textOf(row: number): string {
    const known = this.#read.get(row);
    if (known !== undefined) return known;
    const state = this.#parts.stateAt(row);
    const text = state === null ? '' : ` ${wordsOf(state).join(' ')}`;
    this.#read.set(row, text);
    return text;
  }
}
