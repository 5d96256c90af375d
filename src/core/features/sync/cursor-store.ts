import type { Instant } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import type { Cursor } from '../../sync/ports.ts';

export function readCursors(db: ReadDb): readonly Cursor[] {
  return db.all<Cursor>(
    sql`select partition, phase, position, load_cursor as loadCursor, expected from sync_cursor order by partition`,
  );
}

/**
 * Whether what stands here of a case is what the partition is being followed from: false while the partition is loaded
 * anew and the load has not come to the case, so that versions here may be of a past that central has lost. Asked of the
 * tables once; the answer holds within the transaction.
 */
export function confirmedNow(db: ReadDb): (partition: string, caseId: string) => boolean {
  const cursors = new Map(readCursors(db).map((each) => [each.partition, each]));
  return (partition, caseId) => {
    const cursor = cursors.get(partition);
    return cursor !== undefined && (cursor.phase === 'following' || caseId <= (cursor.loadCursor ?? ''));
  };
}

/** A partition that is new to the device starts by being loaded. */
export function addCursor(db: WriteDb, partition: string): void {
  db.run(
    sql`insert into sync_cursor (partition, phase, position) values (${partition}, 'loading', 0) on conflict do nothing`,
  );
}

export function deleteCursor(db: WriteDb, partition: string): void {
  db.run(sql`delete from sync_cursor where partition = ${partition}`);
}

export function startLoad(db: WriteDb, partition: string, at: number, expected: number): void {
  db.run(sql`update sync_cursor set position = ${at}, expected = ${expected} where partition = ${partition}`);
}

export function moveLoad(db: WriteDb, partition: string, loadCursor: string): void {
  db.run(sql`update sync_cursor set load_cursor = ${loadCursor} where partition = ${partition}`);
}

export function endLoad(db: WriteDb, partition: string, confirmedAt: Instant): void {
  db.run(
    sql`update sync_cursor set phase = 'following', load_cursor = null, expected = null, confirmed_at = ${confirmedAt}
      where partition = ${partition}`,
  );
}

export function restartLoad(db: WriteDb, partition: string): void {
  db.run(
    sql`update sync_cursor set phase = 'loading', position = 0, load_cursor = null, expected = null
      where partition = ${partition}`,
  );
}

export function movePosition(db: WriteDb, partition: string, position: number, confirmedAt: Instant): void {
  db.run(
    sql`update sync_cursor set position = ${position}, confirmed_at = ${confirmedAt} where partition = ${partition}`,
  );
}

/** Nothing is new in any partition that is here whole. */
export function confirmAll(db: WriteDb, confirmedAt: Instant): void {
  db.run(sql`update sync_cursor set confirmed_at = ${confirmedAt} where phase = 'following'`);
}

/** When central last confirmed a partition; null before its first load is complete. */
export function confirmedAt(db: ReadDb, partition: string): Instant | null {
  return db.value<Instant | null>(sql`select confirmed_at from sync_cursor where partition = ${partition}`) ?? null;
}

/** The oldest confirmation over all partitions: what is shown is at least as new as this. */
export function confirmedThrough(db: ReadDb): Instant | null {
  const found = db.get<{ oldest: Instant | null; open: number }>(
    sql`select min(confirmed_at) as oldest, sum(confirmed_at is null) as open from sync_cursor`,
  );
  return found === undefined || found.open !== 0 ? null : found.oldest;
}
