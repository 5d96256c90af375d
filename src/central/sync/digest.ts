import { createHash } from 'node:crypto';
import type { Actor } from '#shared/model/actor.ts';
import { digestLine } from '#shared/protocol/pull-feed.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { sightColumn } from './partition-sight.ts';

interface SeenCase {
  readonly case_id: string;
  readonly version: number;
  readonly sight: string;
}

/** SHA-256 over the person's cases in a partition as they are in this transaction (protocol/pull-feed.ts `digest`). */
export async function readDigest(db: ReadDb, partition: string, who: Actor): Promise<string> {
  const rows = await db.rows<SeenCase>(sql`
    select case_id, version, sight from (
      select case_id, version, ${sightColumn(partition, who)} as sight from case_state where office = ${partition}
    ) as seen where sight <> 'none' order by case_id`);
  const lines = rows.map((row) => digestLine(row.case_id, row.version, row.sight));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
