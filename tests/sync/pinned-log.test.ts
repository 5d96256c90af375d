import { describe, expect, it } from 'vitest';
import { readLogIdentity } from '#core/features/outbox/proof-store.ts';
import { SyncTables } from '#core/features/sync/sync-tables.ts';
import { prepareStore } from '#core/features/workspace/prepare-store.ts';
import { Workspace } from '#core/features/workspace/workspace.ts';
import { Exchange } from '#core/sync/exchange.ts';
import { officer } from '#support/case-fixtures.ts';
import { openTestDatabase } from '#support/test-database.ts';
import { ToyCentral } from '#support/toy-central.ts';
import { testLog } from '#support/toy-log.ts';
import { HandClock, MemoryJournal, openTestWorkspace } from '#support/workspace.ts';

const signal = new AbortController().signal;

describe('the key of the log', () => {
  it('is in the journal from the first contact on, and a store that is made from that believes no other', async () => {
    const before = openTestWorkspace();
    const identity = before.journal.records.find((record) => record.kind === 'identity') ?? null;
    expect(identity?.log).toEqual(testLog);

    const { db } = openTestDatabase();
    const clock = new HandClock();
    prepareStore(db, { identity, acts: [] }, { newClientId: () => before.workspace.device.clientId, now: clock.at });
    expect(readLogIdentity(db)).toEqual(testLog);
    const disk = new SyncTables(new Workspace({ db, journal: new MemoryJournal(), clock }), () => undefined);
    const central = new ToyCentral(officer);
    const report = { progress: () => undefined, sending: () => undefined, behind: () => undefined };
    const exchange = new Exchange({ network: central, disk, report, appVersion: 'test', now: () => clock.at });
    const { hello } = central;
    central.hello = async (request) => ({
      ...(await hello.call(central, request)),
      log: { ...testLog, key: 'ab'.repeat(32) },
    });
    await expect(exchange.hello(signal)).rejects.toMatchObject({ code: 'log-key-changed' });
    expect(readLogIdentity(db)).toEqual(testLog);
  });
});
