import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { queueFilter, queueOrder } from '#shared/contract/queue.ts';
import type { SyncStatus } from '#shared/contract/sync.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { seedCases, staff, startCentral } from '#support/central.ts';
import { type ChildCore, startChildCore } from '#support/child-core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { seedStore } from '#support/seed-store.ts';
import { testFolder } from '#support/test-database.ts';

const failure = (code: string): unknown => expect.objectContaining({ code });
const mine = { filter: queueFilter.parse({ holder: 'mine' }), order: queueOrder.parse({}), offset: 0, limit: 5 };
const everything = { show: 'all', offset: 0, limit: 500 } as const;

async function seeded(dataDir = testFolder()) {
  const keychain = new FakeKeychain();
  await seedStore({ dataDir, cases: 40, keychain });
  return { dataDir, keychain, start: (): ChildCore => startChildCore(dataDir, keychain) };
}

async function firstCase(core: ChildCore): Promise<CaseId> {
  const { rows } = await core.call('queue.window', mine);
  const caseId = rows[0]?.caseId;
  if (caseId === undefined) throw new Error('a case was seeded');
  return caseId;
}

function note(caseId: CaseId, text: string) {
  const payload = { noteId: randomUUID(), type: 'general', text, protectedPassages: [] };
  return { actId: randomUUID(), caseId, type: 'note.add', payload } as const;
}

/** Asks again until the exchange is as wished. */
async function until(core: ChildCore, accepts: (status: SyncStatus) => boolean): Promise<void> {
  await vi.waitUntil(async () => accepts(await core.call('sync.status', {})), { timeout: 60_000, interval: 50 });
}

const textsOf = async (core: ChildCore, caseId: CaseId): Promise<string[]> =>
  (await core.call('case-file.view', { caseId })).state.notes.map((each) => each.text);

describe('a core that is killed', () => {
  it('has every act that it has answered, and what was typed', { timeout: 120_000 }, async () => {
    const { start } = await seeded();
    const first = start();
    const caseId = await firstCase(first);
    await first.call('case-file.keep-typed', { caseId, field: 'note', text: 'half a sentence' });
    const act = note(caseId, 'Funds verified with the bank.');
    const { n } = await first.call('case-file.act', act);
    await first.kill();
    const second = start();
    expect(await second.call('store.status', {})).toMatchObject({ state: 'open' });
    expect(await textsOf(second, caseId)).toContain('Funds verified with the bank.');
    expect(await second.call('case-file.typed', { caseId })).toMatchObject([
      { field: 'note', text: 'half a sentence' },
    ]);
    const repeated = await second.call('case-file.act', act);
    expect(repeated.n).toBe(n);
    expect((await second.call('outbox.list', everything)).total).toBe(1);
    expect(await second.drain()).toBe(0);
  });

  it('loses no answered act and doubles none, whenever it is killed', { timeout: 120_000 }, async () => {
    const { start } = await seeded();
    const answered = new Set<number>();
    const answeredTexts: string[] = [];
    let caseId: CaseId | null = null;
    for (let round = 0; round < 6; round += 1) {
      const core = start();
      caseId ??= await firstCase(core);
      await core.call('store.status', {});
      const calls = Array.from({ length: 12 }, async (_, index) => {
        const text = `round ${round} note ${index}`;
        const { n } = await core.call('case-file.act', note(caseId as CaseId, text));
        if (n !== null) answered.add(n);
        answeredTexts.push(text);
      });
      // Killed when a different number of answers is in, the others still on their way.
      await Promise.all(calls.slice(0, round * 2));
      await core.kill();
      await Promise.allSettled(calls);
    }
    const last = start();
    const { items } = await last.call('outbox.list', everything);
    const numbers = items.map((item) => item.n).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    for (const n of answered) expect(numbers).toContain(n);
    const texts = await textsOf(last, caseId as CaseId);
    for (const text of answeredTexts) expect(texts.filter((each) => each === text)).toHaveLength(1);
    expect(await last.drain()).toBe(0);
  });

  it('gets its acts back from the journal when the database was destroyed, and central receives each once', {
    timeout: 120_000,
  }, async () => {
    const central = await startCentral();
    onTestFinished(() => central.stop());
    const [caseId] = await seedCases(central.central, 2, { holder: staff.officer.officerId });
    if (caseId === undefined) throw new Error('a case was seeded');
    const dataDir = testFolder();
    const keychain = new FakeKeychain();
    const start = (): ChildCore => startChildCore(dataDir, keychain, central.url);
    const { officerId } = staff.officer;

    const first = start();
    await first.call('store.create', { passphrase: null });
    await first.call('session.demo-sign-in', { officerId });
    await until(first, (status) => status.state === 'up-to-date');
    await first.call('case-file.act', note(caseId, 'sent before'));
    await until(first, (status) => status.state === 'up-to-date' && status.waiting.acts === 0);
    await first.call('sync.set-offline', { offline: true });
    for (const text of ['one', 'two', 'three']) await first.call('case-file.act', note(caseId, text));
    await first.kill();
    const database = join(dataDir, 'store.db');
    truncateSync(database, readFileSync(database).length >> 1);
    rmSync(`${database}-wal`, { force: true });

    const second = start();
    expect(await second.call('store.status', {})).toMatchObject({ state: 'corrupt' });
    await second.call('store.create', { passphrase: null });
    // The one that central had is offered again, because it was not yet durable there; it gets its old receipt.
    expect((await second.call('sync.status', {})).waiting.acts).toBe(4);
    await second.call('session.demo-sign-in', { officerId });
    await until(second, (status) => status.state === 'up-to-date' && status.waiting.acts === 0);
    const { items } = await second.call('outbox.list', everything);
    expect(items.every((item) => item.state === 'received' && item.receipt !== null)).toBe(true);
    const view = await second.call('case-file.view', { caseId });
    expect(view.centralVersion).toBe(view.state.version);
    expect(view.state.notes.map(({ text }) => text)).toEqual(['sent before', 'one', 'two', 'three']);
    expect((await second.call('case-file.act', note(caseId, 'afterwards'))).n).toBe(5);
    expect(await second.drain()).toBe(0);
  });
});

const isRoot = process.getuid?.() === 0;

/** A disk of its own of so many bytes; only root may make one. */
function smallDisk(sizeBytes: number): string {
  const folder = join(testFolder(), 'disk');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

describe.skipIf(!isRoot)('a disk that is full (only root can make one)', () => {
  it('refuses an act with disk-full, keeps everything before, and does it when there is room', {
    timeout: 120_000,
  }, async () => {
    const disk = smallDisk(24 * 1024 * 1024);
    const { start } = await seeded(join(disk, 'data'));
    const core = start();
    const caseId = await firstCase(core);
    await core.call('case-file.act', note(caseId, 'before'));
    const filler = join(disk, 'filler');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(bavail * bsize));
    const long = note(caseId, 'x'.repeat(15_000));
    await expect(core.call('case-file.act', long)).rejects.toEqual(failure('disk-full'));
    await expect(
      core.call('case-file.keep-typed', { caseId, field: 'note', text: 'y'.repeat(90_000) }),
    ).rejects.toEqual(failure('disk-full'));
    expect(await textsOf(core, caseId)).toContain('before');
    expect((await core.call('outbox.list', everything)).total).toBe(1);
    rmSync(filler);
    expect((await core.call('case-file.act', long)).n).toBe(2);
    await core.kill();
    const again = start();
    expect(await textsOf(again, caseId)).toEqual(expect.arrayContaining(['before', 'x'.repeat(15_000)]));
    expect((await again.call('outbox.list', everything)).items.map((item) => item.n)).toEqual([2, 1]);
    expect(await again.drain()).toBe(0);
  });
});
