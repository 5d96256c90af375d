import { randomUUID } from 'node:crypto';
import { StoreSession } from '#core/boot/store-session.ts';
import { migrations } from '#core/db/migrations/all.ts';
import { sql } from '#core/db/sql.ts';
import { nodeDisk } from '#core/disk/node-disk.ts';
import { writeSession } from '#core/features/session/store.ts';
import { SyncTables } from '#core/features/sync/sync-tables.ts';
import { deviceClock } from '#core/features/workspace/clock.ts';
import { writeFact } from '#core/features/workspace/facts.ts';
import { prepareStore } from '#core/features/workspace/prepare-store.ts';
import { Workspace } from '#core/features/workspace/workspace.ts';
import type { Keychain } from '#core/ports/keychain.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { ClientId, Instant } from '#shared/model/ids.ts';
import { officer, otherOfficer } from './case-fixtures.ts';
import { type SeededCase, seedCase } from './seed-cases.ts';
import { testLog } from './toy-log.ts';

export interface SeedWish {
  readonly dataDir: string;
  readonly cases: number;
  /** Guards the key where given; otherwise `passphrase` does. */
  readonly keychain: Keychain;
  readonly passphrase?: string;
  readonly who?: Actor;
  readonly documentsPerCase?: number;
}

const batch = 500;

/**
 * Makes a store with `cases` realistic cases on it, as if a person had signed in and loaded them, and closes it: the
 * same tables, lines and words that sync writes, by the same code. Gives the milliseconds that the cases took.
 */
export async function seedStore(wish: SeedWish): Promise<number> {
  const { dataDir, keychain, who = officer } = wish;
  const session = new StoreSession({
    dataDir,
    disk: nodeDisk,
    keychain,
    cipher: 'aegis',
    migrations,
    now: () => new Date().toISOString(),
  });
  await session.start();
  await session.create(wish.passphrase ?? null);
  const { db, journal, salvage } = session.requireOpen();
  prepareStore(db, salvage, { newClientId: () => randomUUID() as ClientId, now: deviceClock.now() });
  const far = '2036-01-01T00:00:00.000Z' as Instant;
  const kept = {
    session: { actor: who, signedInAt: deviceClock.now(), tokenExpiresAt: far, demo: true },
    token: 'seed',
  };
  writeSession(db, kept);
  writeFact(db, 'cases-of', who.officerId);
  const workspace = new Workspace({ db, journal, clock: deviceClock });
  workspace.people.rememberAuthor(db, who);
  const tables = new SyncTables(workspace, () => undefined);
  tables.takeHello({
    actor: who,
    partitions: [who.officeId],
    people: [who, otherOfficer].map(({ officerId, name, officeId }) => ({
      officerId,
      name,
      officeId,
      active: true,
      decides: true,
    })),
    last: 0,
    durableThrough: 0,
    centralEpoch: randomUUID(),
    durability: 'durable',
    log: testLog,
    now: deviceClock.now(),
    limits: { batch: 500, feed: 500, cases: 100_000 },
  });
  tables.beginLoad(who.officeId, 0, wish.cases);
  const documents = wish.documentsPerCase === undefined ? {} : { documents: wish.documentsPerCase };
  const made: SeededCase[] = Array.from({ length: wish.cases }, (_, index) => seedCase(index, documents));
  made.sort((left, right) => (left.state.id < right.state.id ? -1 : 1));
  const startedAt = performance.now();
  for (let from = 0; from < made.length; from += batch) {
    const cases = made.slice(from, from + batch).map((each) => ({
      kind: 'case' as const,
      sight: 'full' as const,
      state: each.state,
      history: [...each.history],
    }));
    tables.takeLoad(who.officeId, cases);
  }
  tables.endLoad(who.officeId);
  while (workspace.book.words.build(batch));
  const tookMs = performance.now() - startedAt;
  db.run(sql`pragma wal_checkpoint`);
  await session.close();
  return tookMs;
}
