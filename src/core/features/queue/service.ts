import type { QueueFilter, QueueRow } from '#shared/contract/queue.ts';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import type { ReadDb } from '../../db/connection.ts';
import { type FilterContext, testsFor } from './queue-filter.ts';
import type { QueueIndex } from './queue-index.ts';
import { toQueueRow } from './queue-record.ts';
import { type QueueOrder, type SortedRows, sortRows } from './queue-sort.ts';
import { dayNumber, dayOf, programFrom, stageFrom } from './row-codes.ts';
import { readQueueRecords } from './store.ts';

export interface QueueReader {
  readonly db: ReadDb;
  readonly index: QueueIndex;
  readonly officerId: string;
  readonly rowOf: (caseId: CaseId) => number | null;
  /** Rows of the cases that have these words; null where the text has no word. */
  readonly rowsWith: (text: string) => readonly number[] | null;
}

interface Kept {
  readonly key: string;
  readonly version: number;
  readonly sorted: SortedRows;
}

/** Orders kept, so that scrolling, J and K do not sort again: the queue, and what it was a moment ago. */
const keptOrders = 4;

/** Answers the queue's questions for one person over the index. */
export class Queue {
  readonly #reader: QueueReader;
  #kept: Kept[] = [];
  #words: { readonly text: string; readonly version: number; readonly found: Uint8Array | null } | null = null;

  constructor(reader: QueueReader) {
    this.#reader = reader;
  }

  window(
    ask: { filter: QueueFilter; order: QueueOrder; offset: number; limit: number },
    now: Instant,
  ): { total: number; offset: number; rows: QueueRow[]; groups: { key: string; count: number; offset: number }[] } {
    const { rows, groups } = this.#sorted(ask.filter, ask.order, now);
    const shown = [...rows.subarray(ask.offset, ask.offset + ask.limit)];
    const keyOf = (code: number): string => (ask.order.group === 'stage' ? stageFrom(code) : programFrom(code));
    return {
      total: rows.length,
      offset: ask.offset,
      rows: readQueueRecords(this.#reader.db, shown).map(toQueueRow),
      groups: groups.map(({ code, count, offset }) => ({ key: keyOf(code), count, offset })),
    };
  }

  /** Position of a case in an order, or null. */
  position(filter: QueueFilter, order: QueueOrder, caseId: CaseId, now: Instant): number | null {
    const row = this.#reader.rowOf(caseId);
    const at = row === null ? -1 : this.#sorted(filter, order, now).rows.indexOf(row);
    return at < 0 ? null : at;
  }

  neighbour(filter: QueueFilter, order: QueueOrder, caseId: CaseId, step: 1 | -1, now: Instant): QueueRow | null {
    const at = this.position(filter, order, caseId, now);
    if (at === null) return null;
    const row = this.#sorted(filter, order, now).rows[at + step];
    const record = row === undefined ? undefined : readQueueRecords(this.#reader.db, [row])[0];
    return record === undefined ? null : toQueueRow(record);
  }

  /** The first rows of the default order: what is made ready first. */
  inDefaultOrder(filter: QueueFilter, now: Instant): Int32Array {
    return this.#sorted(filter, { sort: 'default', descending: false, group: 'none' }, now).rows;
  }

  #sorted(filter: QueueFilter, order: QueueOrder, now: Instant): SortedRows {
    const { index } = this.#reader;
    const today = dayNumber(now);
    const key = JSON.stringify([filter, order, today]);
    const known = this.#kept.find((each) => each.key === key && each.version === index.version);
    if (known !== undefined) return known.sorted;
    const sorted = sortRows(index, this.#matching(filter, today), order);
    this.#kept = [{ key, version: index.version, sorted }, ...this.#kept.filter((each) => each.key !== key)];
    this.#kept.length = Math.min(this.#kept.length, keptOrders);
    return sorted;
  }

  #matching(filter: QueueFilter, today: number): Int32Array {
    const { index, officerId } = this.#reader;
    const context: FilterContext = { index, today, officerId };
    const tests = testsFor(filter, context);
    const words = this.#rowsWith(filter.text);
    const all = index.rows;
    const matching = new Int32Array(all.length);
    let count = 0;
    for (let at = 0; at < all.length; at += 1) {
      const row = all[at] ?? 0;
      if (words !== null && words[row] !== 1) continue;
      let passes = true;
      for (let test = 0; passes && test < tests.length; test += 1) passes = tests[test]?.(row) === true;
      if (passes) matching[count++] = row;
    }
    return matching.subarray(0, count);
  }

  #rowsWith(text: string): Uint8Array | null {
    const { index, rowsWith } = this.#reader;
    if (this.#words?.text === text && this.#words.version === index.version) return this.#words.found;
    const rows = rowsWith(text);
    const found = rows === null ? null : new Uint8Array((index.rows.at(-1) ?? 0) + 1);
    if (found !== null && rows !== null) for (const row of rows) found[row] = 1;
    this.#words = { text, version: index.version, found };
    return found;
  }
}

export function todayOf(now: Instant): ReturnType<typeof dayOf> {
  return dayOf(dayNumber(now));
}
