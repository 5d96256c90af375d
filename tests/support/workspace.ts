import { randomUUID } from 'node:crypto';
import { writeSession } from '#core/features/session/store.ts';
import { SyncTables } from '#core/features/sync/sync-tables.ts';
import type { Clock } from '#core/features/workspace/clock.ts';
import type { ActJournal } from '#core/features/workspace/open-store.ts';
import { prepareStore } from '#core/features/workspace/prepare-store.ts';
import { Workspace } from '#core/features/workspace/workspace.ts';
import type { JournalRecord } from '#core/journal/journal-record.ts';
import type { LoadedCase } from '#core/sync/ports.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { CaseId, ClientId, Instant } from '#shared/model/ids.ts';
import type { FeedResponse, FeedRow } from '#shared/protocol/pull-feed.ts';
import { now, officer, otherOfficer, supervisor } from './case-fixtures.ts';
import { type AtEnd, openTestDatabase, type TestDatabase } from './test-database.ts';
import { testLog } from './toy-log.ts';

/** A clock that stands until it is set. */
export class HandClock implements Clock {
  at: Instant = now;
  now(): Instant {
    return this.at;
  }
}

/** A journal in memory: what it was given, and a switch to fail. */
export class MemoryJournal implements ActJournal {
  behind = false;
  readonly settled = Promise.resolve();
  records: JournalRecord[] = [];
  takeBack(): void {
    this.records.pop();
  }
  append(record: JournalRecord): void {
    this.records.push(record);
  }
  rewrite(records: readonly JournalRecord[]): void {
    this.records = [...records];
    this.behind = false;
  }
}

export interface TestWorkspace {
  readonly workspace: Workspace;
  readonly tables: SyncTables;
  readonly database: TestDatabase;
  readonly journal: MemoryJournal;
  readonly clock: HandClock;
  /** What the windows were told of cases. */
  readonly changed: (readonly CaseId[] | null)[];
}

export const testEpoch = '0b0c7f0e-53a1-4d10-9a8e-5d2f1c3b4a59';

/** A workspace over a real encrypted database, `who` signed in, partition CPCO loaded with the given cases as of 0. */
export function openTestWorkspace(
  cases: readonly Omit<LoadedCase, 'kind'>[] = [],
  who: Actor = officer,
  atEnd?: AtEnd,
): TestWorkspace {
  const database = openTestDatabase(atEnd === undefined ? {} : { atEnd });
  const { db } = database;
  const clock = new HandClock();
  prepareStore(db, null, { newClientId: () => randomUUID() as ClientId, now });
  const far = '2036-01-01T00:00:00.000Z' as Instant;
  writeSession(db, { session: { actor: who, signedInAt: now, tokenExpiresAt: far, demo: true }, token: 'test' });
  const journal = new MemoryJournal();
  const workspace = new Workspace({ db, journal, clock });
  workspace.people.rememberAuthor(db, who);
  const changed: (readonly CaseId[] | null)[] = [];
  const tables = new SyncTables(workspace, (ids) => changed.push(ids));
  tables.takeHello({
    actor: who,
    partitions: ['CPCO'],
    people: [officer, otherOfficer, supervisor].map(({ officerId, name, officeId, roles }) => ({
      officerId,
      name,
      officeId,
      active: true,
      decides: roles.includes('officer'),
    })),
    last: 0,
    durableThrough: 0,
    centralEpoch: testEpoch,
    durability: 'durable',
    log: testLog,
    now,
    limits: { batch: 500, feed: 500, cases: 10_000 },
  });
  tables.beginLoad('CPCO', 0, cases.length);
  const sorted = [...cases].sort((left, right) => (left.state.id < right.state.id ? -1 : 1));
  tables.takeLoad(
    'CPCO',
    sorted.map((each) => ({ kind: 'case', ...each })),
  );
  tables.endLoad('CPCO');
  return { workspace, tables, database, journal, clock, changed };
}

/** A page of the feed of one office, by a central that says nothing of its log. */
export function feedOf(rows: readonly FeedRow[], to: number, after = 0): FeedResponse {
  return {
    partition: 'CPCO',
    after,
    to,
    head: to,
    rows: [...rows],
    digest: null,
    log: null,
    centralEpoch: testEpoch,
    now,
  };
}
