import type { Database } from '#central/store/database.ts';
import { readHead, readStoredRows } from '#central/sync/feed-page.ts';
import { readSequenceAfter } from './contrast.ts';

/** A reader of numbered rows: it asks for what comes after the last number it has, and never looks back. */
export interface Follower {
  readonly seen: ReadonlySet<number>;
  /** Pages whose rows did not continue where the one before ended, or that were behind the head they came with. */
  readonly gaps: number;
  /** Reads until nothing is left. */
  catchUp(): Promise<void>;
}

const page = 200;

/** Follows central's feed by its own queries, in one read transaction a page. */
export function followFeed(database: Database, partition: string, from: number): Follower {
  const seen = new Set<number>();
  let at = from;
  let gaps = 0;
  return {
    seen,
    get gaps() {
      return gaps;
    },
    catchUp: async () => {
      for (;;) {
        const { rows, head } = await database.read(async (db) => ({
          head: await readHead(db, partition),
          rows: await readStoredRows(db, partition, at, page),
        }));
        // One snapshot: everything up to the counter has to be there, without a hole.
        const end = Math.min(head, at + page);
        if (rows.length !== end - at || rows.some((row, index) => row.n !== at + 1 + index)) gaps += 1;
        for (const row of rows) seen.add(row.n);
        at = rows.at(-1)?.n ?? at;
        if (rows.length < page) return;
      }
    },
  };
}

/** Follows the numbers of a sequence in the same way. */
export function followSequence(database: Database): Follower {
  const seen = new Set<number>();
  let at = 0;
  return {
    seen,
    gaps: 0,
    catchUp: async () => {
      for (;;) {
        const ids = await readSequenceAfter(database, at, page);
        for (const id of ids) seen.add(id);
        at = ids.at(-1) ?? at;
        if (ids.length < page) return;
      }
    },
  };
}

/** Numbers that were committed and that a reader has passed by. The one check for both kinds of number. */
export function missedBy(follower: Follower, committed: readonly number[]): number[] {
  return committed.filter((n) => !follower.seen.has(n));
}
