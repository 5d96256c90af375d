import type { Actor } from '#shared/model/actor.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { visibleCases } from './partition-sight.ts';

/**
 * SHA-256 over the person's cases in a partition as they are in this transaction: the lines of protocol/pull-feed.ts
 * `digestLine`, built where the rows are: reading 5,000 of them out first doubled the time of a small page on PGlite.
 */
export async function readDigest(db: ReadDb, partition: string, who: Actor): Promise<string> {
  const row = await db.first<{ digest: string }>(sql`
    select encode(sha256(convert_to(
      coalesce(string_agg(case_id || ' ' || version || ' ' || sight, chr(10) order by case_id), ''), 'UTF8')), 'hex') as digest
    from (${visibleCases(partition, who)}) as visible`);
  return row?.digest ?? '';
}
