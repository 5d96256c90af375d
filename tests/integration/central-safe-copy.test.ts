import { describe, expect, it, onTestFinished } from 'vitest';
import { exportCase } from '#central/export-case.ts';
import { openDatabase } from '#central/store/open-database.ts';
import type { CopyNote } from '#central/store/safe-copy/copy-keeper.ts';
import { verifyLog } from '#central/verify/verify-log.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { type CentralWish, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { diskAfterPowerCut } from '#support/central-after-power-cut.ts';
import { type Device, deviceOf } from '#support/central-device.ts';
import { type CoreUnderTest, newId, startCoreWithStore } from '#support/core.ts';
import { HandTime } from '#support/hand-time.ts';
import { testFolder } from '#support/test-database.ts';

const { officer } = staff;
/** Longer than a test: copies are made when the test says so. */
const never = 24 * 60 * 60 * 1000;

async function startOnFolder(wish: CentralWish = {}): Promise<TestCentral> {
  const central = await startCentral({ database: 'folder', dataDir: testFolder(), copyEveryMs: never, ...wish });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= central.stop());
  onTestFinished(stop);
  return { ...central, stop };
}

const copyNow = async (central: TestCentral): Promise<void> =>
  expect(await central.central.copies?.copyNow()).toBe(true);

async function notesOf(central: TestCentral, caseId: string): Promise<readonly string[]> {
  return (await exportCase(central.central, caseId))?.state.notes.map((note) => note.text) ?? [];
}

async function act(core: CoreUnderTest, caseId: CaseId, text: string): Promise<void> {
  const payload = { noteId: newId(), type: 'general', text, protectedPassages: [] };
  await core.call('case-file.act', { actId: newId(), caseId, type: 'note.add', payload });
}

const ledger = { show: 'all' as const, offset: 0, limit: 100 };

/** Whether the receipts of the acts are safe, the oldest first. */
async function durables(core: CoreUnderTest): Promise<(boolean | null)[]> {
  const { items } = await core.call('outbox.list', ledger);
  return items.map((item) => item.receipt?.durable ?? null).reverse();
}

describe('copies of PGlite', () => {
  it('move the watermark of each device to what they hold, at the next answer, hello and news', async () => {
    const central = await startOnFolder();
    const [caseId = ''] = await seedCases(central.central, 1, { holder: officer.officerId });
    const device = await deviceOf(central.url, officer.officerId);
    const other = await deviceOf(central.url, officer.officerId);
    expect((await device.push([device.note(caseId), device.note(caseId)])).durableThrough).toBe(0);
    await copyNow(central);
    expect((await device.push([device.note(caseId)])).durableThrough).toBe(2);
    expect((await device.hello()).durableThrough).toBe(2);
    expect((await other.hello()).durableThrough).toBe(0);
  });

  it('are made at intervals where something has changed, and at a stop', async () => {
    const time = new HandTime();
    const dataDir = testFolder();
    const copied: CopyNote[] = [];
    const central = await startOnFolder({
      dataDir,
      scheduler: time,
      copyEveryMs: 60_000,
      onCopy: (note) => copied.push(note),
    });
    await time.pass(59_000);
    expect(copied).toEqual([]);
    await time.pass(1000);
    await copyNow(central);
    expect(copied).toEqual([expect.objectContaining({ kind: 'made' })]);
    await time.pass(60_000);
    await copyNow(central);
    expect(copied).toHaveLength(1);
    const device = await deviceOf(central.url, officer.officerId);
    const [caseId = ''] = await seedCases(central.central, 1, { holder: officer.officerId });
    await device.push([device.note(caseId)]);
    await central.stop();
    expect(copied).toHaveLength(2);
    // Ended in order: the folder itself is on the medium, and what the watermark was lives on.
    const again = await startOnFolder({ dataDir, withStaff: false });
    expect(again.central.database.folder?.putBack).toBeNull();
    const back = Object.assign(device, { url: again.url });
    expect((await back.hello()).durableThrough).toBe(1);
  }, 60_000);

  it('hold the database as of one moment, while devices send without a pause', async () => {
    const central = await startOnFolder();
    const cases = await seedCases(central.central, 2, { holder: officer.officerId });
    const devices = await Promise.all(cases.map(() => deviceOf(central.url, officer.officerId)));
    const copying = { isDone: false };
    const senders = devices.map(async (device, index) => {
      for (let sent = 0; sent < 40 && !copying.isDone; sent += 1) {
        await device.push([device.note(cases[index] ?? ''), device.note(cases[index] ?? '')]);
      }
    });
    await copyNow(central);
    copying.isDone = true;
    await Promise.all(senders);
    const database = await openDatabase({ url: null, dataDir: await diskAfterPowerCut(central.dataDir) });
    onTestFinished(() => database.close());
    const report = await verifyLog({ database, url: null });
    expect(report.problems).toEqual([]);
    const { point } = database.folder ?? {};
    expect(report.acts).toBe(Object.values(point?.devices ?? {}).reduce((sum, n) => sum + n, 0));
    expect(point?.log).toEqual(Object.fromEntries(report.streams.map((each) => [each.stream, each.entries])));
  }, 120_000);
});

describe('a power cut at a central on PGlite', () => {
  it('takes back nothing that a device was told is safe; the rest is offered again and counts once', async () => {
    const central = await startOnFolder();
    const [caseId = ''] = await seedCases(central.central, 1, { holder: officer.officerId });
    const device: Device = await deviceOf(central.url, officer.officerId);
    const early = [device.note(caseId, 'one'), device.note(caseId, 'two')];
    await device.push(early);
    await copyNow(central);
    const late = [device.note(caseId, 'three'), device.note(caseId, 'four')];
    const { durableThrough, centralEpoch } = await device.push(late);
    expect(durableThrough).toBe(2);
    const disk = await diskAfterPowerCut(central.dataDir);
    await central.stop();

    const back = await startOnFolder({ dataDir: disk, withStaff: false });
    expect(back.central.database.folder?.putBack).toMatchObject({ from: 'copy' });
    expect(await notesOf(back, caseId)).toEqual(['one', 'two']);
    const there = Object.assign(device, { url: back.url });
    const hello = await there.hello();
    expect([hello.last, hello.durableThrough]).toEqual([2, 2]);
    expect(hello.centralEpoch).not.toBe(centralEpoch);
    const { results } = await there.push([...early, ...late]);
    expect(results.map((result) => result.outcome)).toEqual(Array(4).fill('accepted'));
    expect(await notesOf(back, caseId)).toEqual(['one', 'two', 'three', 'four']);
    // That acts may have been lost before this moment stands in the log, which holds.
    const report = await verifyLog({ database: back.central.database, url: null });
    expect(report.problems).toEqual([]);
  }, 60_000);

  it('is got over by a workstation by itself, which shows at each moment what is safe', async () => {
    const central = await startOnFolder();
    const [caseId = '' as CaseId] = await seedCases(central.central, 1, { holder: officer.officerId });
    const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl: central.url });
    onTestFinished(() => core.stop());
    await core.call('session.demo-sign-in', { officerId: officer.officerId });
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
    await act(core, caseId, 'one');
    await act(core, caseId, 'two');
    await core.until('sync.status', {}, (status) => status.waiting.acts === 0 && !status.durable);
    expect(await durables(core)).toEqual([false, false]);
    await copyNow(central);
    // By the news, without anything being asked or sent.
    await core.until('sync.status', {}, (status) => status.durable);
    expect(await durables(core)).toEqual([true, true]);
    await act(core, caseId, 'three');
    await core.until('sync.status', {}, (status) => status.waiting.acts === 0 && !status.durable);
    expect(await durables(core)).toEqual([true, true, false]);

    const disk = await diskAfterPowerCut(central.dataDir);
    const port = Number(new URL(central.url).port);
    await central.stop();
    const back = await startOnFolder({ dataDir: disk, withStaff: false, port });
    await core.call('sync.now', {});
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date' && status.waiting.acts === 0);
    expect((await notesOf(back, caseId)).toSorted()).toEqual(['one', 'three', 'two']);
    await copyNow(back);
    await act(core, caseId, 'four');
    await core.until('sync.status', {}, (status) => status.waiting.acts === 0);
    expect(await durables(core)).toEqual([true, true, true, false]);
    expect(core.bugs).toEqual([]);
  }, 90_000);
});
