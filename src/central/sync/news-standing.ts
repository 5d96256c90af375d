import type { Actor } from '#shared/model/actor.ts';
import { sameValue } from '#shared/model/same-value.ts';
import type { NewsEndReason } from '#shared/protocol/news.ts';
import { actorOf, findPeople } from '../identity/people-store.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { NewsReader } from './news-reader.ts';
import { partitionsOf } from './partition-sight.ts';

/** The highest number of every partition. */
export async function readHeads(db: ReadDb): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows<{ partition: string; n: number }>(sql`select partition, n from feed_counter`);
  return new Map(rows.map((row) => [row.partition, row.n]));
}

/** The partitions of a person with their heads; a partition without a row yet stands at 0. */
export async function readBeginning(db: ReadDb, who: Actor): Promise<ReadonlyMap<string, number>> {
  const heads = await readHeads(db);
  const partitions = await partitionsOf(db, who);
  return new Map(partitions.map((partition) => [partition, heads.get(partition) ?? 0]));
}

interface DeviceStanding {
  readonly client_id: string;
  readonly officer_id: string;
  readonly revoked_at: string | null;
}

/** For each reader why their stream has to end now, or null: the device is shut out, or the person is not who they were. */
export async function whyEnded(db: ReadDb, readers: readonly NewsReader[]): Promise<(NewsEndReason | null)[]> {
  if (readers.length === 0) return [];
  const people = await findPeople(db, [...new Set<string>(readers.map((each) => each.who.officerId))]);
  const clients = [...new Set(readers.map((each) => each.clientId))];
  const devices = await db.rows<DeviceStanding>(sql`
    select client.client_id, client_person.officer_id, client.revoked_at
    from client join client_person on client_person.client_id = client.client_id
    where client.client_id = any(${clients}::text[])`);
  return readers.map(({ who, clientId }) => {
    const own = devices.filter((each) => each.client_id === clientId);
    if (own.some((each) => each.revoked_at !== null)) return 'client-revoked';
    const person = people.get(who.officerId);
    const isKnown = own.some((each) => each.officer_id === who.officerId);
    if (person === undefined || !person.active || !isKnown) return 'access-changed';
    return sameValue(actorOf(person), who) ? null : 'access-changed';
  });
}
