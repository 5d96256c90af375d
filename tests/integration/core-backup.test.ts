import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#core/db/sql.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { type CoreUnderTest, startCore, startCoreWithStore } from '#support/core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { testFolder } from '#support/test-database.ts';

const failure = (code: string): unknown => expect.objectContaining({ code });
const everything = { show: 'all', offset: 0, limit: 500 } as const;
const atRest = (core: CoreUnderTest) =>
  core.until('sync.status', {}, (status) => status.state === 'up-to-date' && status.waiting.acts === 0);

function note(caseId: CaseId, text: string) {
  const payload = { noteId: randomUUID(), type: 'general', text, protectedPassages: [] };
  return { actId: randomUUID(), caseId, type: 'note.add', payload } as const;
}

/** Ways in which a store is found spoilt. */
const damages = {
  'was cut short': (file: string) => truncateSync(file, 9000),
  'was overwritten': (file: string) => {
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(3000, 7), 0, 3000, 100);
    closeSync(handle);
  },
  'was deleted': (file: string) => rmSync(file),
} as const;

let central: TestCentral;
let cases = 0;
beforeAll(async () => {
  central = await startCentral();
});
afterAll(() => central?.stop());

/** A device of its own on the office that all tests share, with a case of its own. */
async function office() {
  cases += 1;
  const [caseId] = await seedCases(central.central, 1, { from: cases, holder: staff.officer.officerId });
  if (caseId === undefined) throw new Error('a case was seeded');
  const dataDir = testFolder();
  const keychain = new FakeKeychain();
  const start = () => startCore({ dataDir, keychain, centralUrl: central.url });
  const first = await startCoreWithStore({ dataDir, keychain, centralUrl: central.url });
  await first.call('session.demo-sign-in', { officerId: staff.officer.officerId });
  await atRest(first);
  return { caseId, dataDir, keychain, start, first };
}

const textsOf = async (core: CoreUnderTest, caseId: CaseId): Promise<string[]> =>
  (await core.call('case-file.view', { caseId })).state.notes.map((each) => each.text);

describe('a backup of the store', () => {
  it('is encrypted, counted and verified, and no more are kept than asked for', async () => {
    const { first, caseId, dataDir } = await office();
    await first.call('settings.set', { backupsKept: 2 });
    const made = [];
    for (const text of ['one', 'two', 'three']) {
      await first.call('case-file.act', note(caseId, `confidential ${text}`));
      made.push(await first.call('backup.now', {}));
    }
    expect(made.map((each) => [each.cases, each.acts, each.lastAct])).toEqual([
      [cases, 1, 1],
      [cases, 2, 2],
      [cases, 3, 3],
    ]);
    const { backups, folder, problem } = await first.call('backup.list', {});
    expect(backups.map((each) => each.id)).toEqual([made[2]?.id, made[1]?.id]);
    expect([problem, readdirSync(folder).length]).toEqual([null, 4]);
    for (const name of readdirSync(join(dataDir, 'backups'))) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.includes('confidential') || bytes.includes('SQLite format 3')).toBe(false);
    }
    await first.stop();
    expect(first.bugs).toEqual([]);
  });

  it('goes on while acts are done, and is of one moment', async () => {
    const { first, caseId } = await office();
    const making = first.call('backup.now', {});
    for (let index = 0; index < 20; index += 1) await first.call('case-file.act', note(caseId, `meanwhile ${index}`));
    const { acts, lastAct } = await making;
    expect(acts).toBe(lastAct);
    await first.stop();
  });

  it.each(Object.entries(damages))(
    'takes the place of a store that %s; later acts come from the journal',
    async (_, spoil) => {
      const { first, caseId, dataDir, start } = await office();
      await first.call('case-file.act', note(caseId, 'sent before'));
      await atRest(first);
      await first.call('backup.now', {});
      await first.call('case-file.act', note(caseId, 'sent after'));
      await atRest(first);
      await first.call('sync.set-offline', { offline: true });
      await first.call('case-file.act', note(caseId, 'not sent'));
      await first.stop();
      spoil(join(dataDir, 'store.db'));
      rmSync(join(dataDir, 'store.db-wal'), { force: true });

      const again = await start();
      const status = await again.call('store.status', {});
      expect(status).toMatchObject({ state: 'open', recovery: { actsFromJournal: 2, byChoice: false } });
      expect(status.recovery?.backupMadeAt).not.toBeNull();
      // Offline still: everything that had been done is there before central is asked.
      expect(await textsOf(again, caseId)).toEqual(expect.arrayContaining(['sent before', 'sent after', 'not sent']));
      await again.call('sync.set-offline', { offline: false });
      await atRest(again);
      const { items } = await again.call('outbox.list', everything);
      expect(items.map((item) => [item.n, item.state])).toEqual([
        [3, 'received'],
        [2, 'received'],
        [1, 'received'],
      ]);
      expect(await textsOf(again, caseId)).toEqual(['sent before', 'sent after', 'not sent']);
      expect((await again.call('case-file.act', note(caseId, 'goes on'))).n).toBe(4);
      await atRest(again);
      expect((await again.call('store.recovery-seen', {})).recovery).toBeNull();
      await again.stop();
      expect(again.bugs).toEqual([]);
    },
  );

  it('is not needed where only the end of the write-ahead log is gone: the journal has it', async () => {
    const { first, caseId, dataDir, start } = await office();
    first.session.requireOpen().db.run(sql`pragma wal_checkpoint(truncate)`);
    await first.call('sync.set-offline', { offline: true });
    first.session.requireOpen().db.run(sql`pragma wal_checkpoint(truncate)`);
    const log = readFileSync(join(dataDir, 'store.db'));
    for (const text of ['one', 'two']) await first.call('case-file.act', note(caseId, text));
    await first.stop();
    // As if the log had been emptied before it was checkpointed.
    const handle = openSync(join(dataDir, 'store.db'), 'w');
    writeSync(handle, log);
    closeSync(handle);
    rmSync(join(dataDir, 'store.db-wal'), { force: true });
    const again = await start();
    expect(await again.call('store.status', {})).toMatchObject({ state: 'open', recovery: null });
    expect(await textsOf(again, caseId)).toEqual(['one', 'two']);
    await again.call('sync.set-offline', { offline: false });
    await atRest(again);
    expect((await again.call('outbox.list', everything)).items.map((item) => item.state)).toEqual([
      'received',
      'received',
    ]);
    await again.stop();
  });

  it('that is damaged itself is passed over for the one before', async () => {
    const { first, caseId, dataDir, start } = await office();
    await first.call('case-file.act', note(caseId, 'one'));
    const older = await first.call('backup.now', {});
    await first.call('case-file.act', note(caseId, 'two'));
    const newer = await first.call('backup.now', {});
    await atRest(first);
    await expect(first.call('backup.put-back', { id: '2020-01-01T00-00-00-000Z' })).rejects.toEqual(
      failure('backup-damaged'),
    );
    await first.stop();
    truncateSync(join(dataDir, 'backups', `${newer.id}.db`), 5000);
    truncateSync(join(dataDir, 'store.db'), 5000);
    const again = await start();
    expect(await again.call('store.status', {})).toMatchObject({
      state: 'open',
      recovery: { backupMadeAt: older.madeAt, actsFromJournal: 1 },
    });
    await atRest(again);
    expect(await textsOf(again, caseId)).toEqual(['one', 'two']);
    await again.stop();
  });

  it('is put back by choice, with the store set aside and no act lost', async () => {
    const { first, caseId, dataDir } = await office();
    await first.call('case-file.act', note(caseId, 'one'));
    const { id } = await first.call('backup.now', {});
    await first.call('case-file.act', note(caseId, 'two'));
    await atRest(first);
    await first.call('backup.put-back', { id });
    const { state, recovery } = await first.call('store.status', {});
    expect([state, recovery?.byChoice, recovery?.actsFromJournal]).toEqual(['open', true, 1]);
    expect(existsSync(join(dataDir, recovery?.setAside ?? '', 'store.db'))).toBe(true);
    expect(await textsOf(first, caseId)).toEqual(['one', 'two']);
    await atRest(first);
    await first.stop();
    expect(first.bugs).toEqual([]);
  });

  it('without its journal does not pass for the newer store that central knows', async () => {
    const { first, caseId, dataDir, start } = await office();
    await first.call('case-file.act', note(caseId, 'one'));
    await first.call('backup.now', {});
    await first.call('case-file.act', note(caseId, 'two'));
    await atRest(first);
    await first.stop();
    truncateSync(join(dataDir, 'store.db'), 5000);
    rmSync(join(dataDir, 'outbox.journal'));
    const again = await start();
    expect(await again.call('store.status', {})).toMatchObject({ state: 'open', recovery: { actsFromJournal: 0 } });
    const stopped = await again.until('sync.status', {}, (status) => status.state === 'stopped');
    expect(stopped.problem).toBe('client-forked');
    await again.stop();
  });
});
