import type { Instant } from '#shared/model/ids.ts';
import type { LogEntry } from '#shared/protocol/log-entry.ts';
import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';

/** A device as an operator sees it: codes and times, no names. */
export interface DeviceSummary {
  readonly clientId: string;
  readonly people: readonly string[];
  readonly registeredAt: string;
  readonly lastSeen: string;
  readonly appVersion: string;
  /** Acts that central has an answer for. */
  readonly acts: number;
  readonly revokedAt: string | null;
  readonly revokedReason: string | null;
}

interface DeviceRow {
  readonly client_id: string;
  readonly people: string | null;
  readonly registered_at: string;
  readonly last_seen: string;
  readonly app_version: string;
  readonly last_n: number;
  readonly revoked_at: string | null;
  readonly revoked_reason: string | null;
}

/** The one seen last first. */
export async function listDevices(db: ReadDb): Promise<DeviceSummary[]> {
  const rows = await db.rows<DeviceRow>(sql`
    select client_id, registered_at, last_seen, app_version, last_n, revoked_at, revoked_reason,
      (select string_agg(officer_id, ' ' order by officer_id) from client_person
        where client_person.client_id = client.client_id) as people
    from client order by last_seen desc, client_id`);
  return rows.map((row) => ({
    clientId: row.client_id,
    people: row.people?.split(' ') ?? [],
    registeredAt: row.registered_at,
    lastSeen: row.last_seen,
    appVersion: row.app_version,
    acts: row.last_n,
    revokedAt: row.revoked_at,
    revokedReason: row.revoked_reason,
  }));
}

export interface Revocation {
  readonly reason: string;
  readonly now: Instant;
}

/** Shuts a device out; null where there is none of this id, false where it was shut out before. */
export async function revokeDevice(
  db: WriteDb,
  clientId: string,
  { reason, now }: Revocation,
): Promise<boolean | null> {
  const changed = await db.run(sql`
    update client set revoked_at = ${now}, revoked_reason = ${reason}
    where client_id = ${clientId} and revoked_at is null`);
  if (changed > 0) return true;
  return (await db.first(sql`select 1 as one from client where client_id = ${clientId}`)) === undefined ? null : false;
}

/**
 * Shuts out every device that a person has said hello on, and ends all sign-ins of the person; null where there is no such
 * person. Others who share one of these devices lose it too: who holds the machine holds what is on it.
 *
 * @returns the devices that were shut out now
 */
export async function revokePerson(
  db: WriteDb,
  officerId: string,
  { reason, now }: Revocation,
): Promise<string[] | null> {
  const found = await db.run(sql`update person set signed_out_at = ${now} where officer_id = ${officerId}`);
  if (found === 0) return null;
  const rows = await db.rows<{ client_id: string }>(sql`
    update client set revoked_at = ${now}, revoked_reason = ${reason}
    where revoked_at is null and client_id in (select client_id from client_person where officer_id = ${officerId})
    returning client_id`);
  return rows.map((row) => row.client_id).sort();
}

/** What stands in the audit log of it, in the stream of central itself. The reason stays in the table: it may name people. */
export function revocationEntry(what: string, device: string | null, subject: string | null, at: Instant): LogEntry {
  return { at, who: null, device, from: null, what, subject, outcome: 'done', code: null, act: null };
}
