import type { CaseScope } from '#shared/model/visibility.ts';
import type { WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';

/** A change of one case, by one act or by its admission. */
export interface CaseChange {
  readonly caseId: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Null before the case was there. */
  readonly before: CaseScope | null;
  readonly after: CaseScope;
  readonly assigned: 'taken' | 'released' | 'reassigned' | null;
}

export interface FeedPlace {
  readonly partition: string;
  readonly n: number;
}

interface Placed {
  readonly change: CaseChange;
  readonly partition: string;
  readonly index: number;
}

/** Every partition that a change is told in: the office that has the case, and the one that had it. */
function partitionsOf({ before, after }: CaseChange): string[] {
  if (before === null || before.officeId === after.officeId) return [after.officeId];
  return [before.officeId, after.officeId];
}

/**
 * Numbers for `count` rows: the last of them. The counter's row stays locked until the commit, so numbers are dense and
 * in the order in which they can be seen.
 */
async function takeNumbers(db: WriteDb, partition: string, count: number): Promise<number> {
  const counter = await db.first<{ n: number }>(sql`
    insert into feed_counter (partition, n) values (${partition}, ${count})
    on conflict (partition) do update set n = feed_counter.n + excluded.n
    returning n`);
  return counter?.n ?? count;
}

/**
 * Writes the feed rows of changes, in their order, in every partition concerned. Counters are taken in order of their
 * names, last in the transaction, so that they are held for the shortest time.
 *
 * @returns for each change its place in the partition of the office that has the case now
 */
export async function appendFeed(db: WriteDb, changes: readonly CaseChange[]): Promise<FeedPlace[]> {
  const placed: Placed[] = changes.flatMap((change, index) =>
    partitionsOf(change).map((partition) => ({ change, partition, index })),
  );
  const rows: (Placed & { n: number })[] = [];
  for (const partition of [...new Set(placed.map((each) => each.partition))].sort()) {
    const own = placed.filter((each) => each.partition === partition);
    const last = await takeNumbers(db, partition, own.length);
    own.forEach((each, index) => rows.push({ ...each, n: last - own.length + 1 + index }));
  }
  await insertFeed(db, rows);
  const places: FeedPlace[] = [];
  for (const { change, partition, index, n } of rows) {
    if (partition === change.after.officeId) places[index] = { partition, n };
  }
  return places;
}

async function insertFeed(db: WriteDb, rows: readonly (Placed & { n: number })[]): Promise<void> {
  if (rows.length === 0) return;
  const changes = rows.map((row) => row.change);
  await db.run(sql`
    insert into feed (partition, n, case_id, first_seq, last_seq, office_before, officer_before, office_after,
      officer_after, assigned)
    select * from unnest(${rows.map((row) => row.partition)}::text[], ${rows.map((row) => row.n)}::bigint[],
      ${changes.map((change) => change.caseId)}::text[], ${changes.map((change) => change.firstSeq)}::int[],
      ${changes.map((change) => change.lastSeq)}::int[], ${changes.map((change) => change.before?.officeId ?? null)}::text[],
      ${changes.map((change) => change.before?.officerId ?? null)}::text[],
      ${changes.map((change) => change.after.officeId)}::text[],
      ${changes.map((change) => change.after.officerId)}::text[],
      ${changes.map((change) => change.assigned)}::text[])`);
}
