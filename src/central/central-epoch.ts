import { randomUUID } from 'node:crypto';
import type { Instant } from '#shared/model/ids.ts';
import type { AuditWriter } from './audit/audit-writer.ts';
import type { WriteDb } from './store/database.ts';
import { sql } from './store/sql.ts';

/** The epoch of this central, begun at its first start. */
export async function readCentralEpoch(db: WriteDb): Promise<string> {
  const found = await db.first<{ value: string }>(sql`select value from meta where key = 'central-epoch'`);
  if (found !== undefined) return found.value;
  await db.run(sql`insert into meta (key, value) values ('central-epoch', ${randomUUID()}) on conflict do nothing`);
  const row = await db.first<{ value: string }>(sql`select value from meta where key = 'central-epoch'`);
  return row?.value ?? '';
}

/**
 * A new epoch: workstations offer again what they know as received.
 *
 * @returns null where this database has never been a central
 */
export async function beginEpoch(db: WriteDb): Promise<string | null> {
  const epoch = randomUUID();
  const changed = await db.run(sql`update meta set value = ${epoch} where key = 'central-epoch'`);
  return changed === 0 ? null : epoch;
}

/** That acts may have gone missing before this moment belongs into the log. */
export async function noteRestored(audit: AuditWriter, at: Instant): Promise<void> {
  const entry = { at, who: null, device: null, from: null, subject: null, code: null, act: null };
  await audit.record('central', { ...entry, what: 'central:restored', outcome: 'done' });
}
