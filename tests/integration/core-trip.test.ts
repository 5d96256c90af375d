import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { TripPlan } from '#shared/contract/trip.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { putDocument, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { startChildCore } from '#support/child-core.ts';
import { type CoreUnderTest, newId, startCoreWithStore } from '#support/core.ts';
import { startCuttingProxy } from '#support/cutting-proxy.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { paper } from '#support/paper.ts';
import { testFolder } from '#support/test-database.ts';

let central: TestCentral;
let nextCase = 1;
beforeAll(async () => {
  central = await startCentral();
});
afterAll(() => central.stop());

/** The fixture's documents have three pages each. */
const pagesOfFixture = 3;

async function casesWithPapers(count: number, sizeBytes = 40_000, pages = pagesOfFixture) {
  const ids: CaseId[] = [];
  let bytes = 0;
  for (let made = 0; made < count; made += 1) {
    const contents = [
      await putDocument(central.central, await paper(pages, sizeBytes)),
      await putDocument(central.central, await paper(pages, sizeBytes * 2)),
    ];
    bytes += contents.reduce((sum, each) => sum + each.sizeBytes, 0);
    ids.push(...(await seedCases(central.central, 1, { holder: staff.officer.officerId, from: nextCase, contents })));
    nextCase += 1;
  }
  return { ids, bytes };
}

/** A signed-in core whose documents do not come by themselves: it worked offline from the first moment that it had its cases. */
async function coreWithoutDocuments(url = central.url): Promise<{ core: CoreUnderTest; dataDir: string }> {
  const dataDir = testFolder();
  const core = await startCoreWithStore({ dataDir, centralUrl: url });
  onTestFinished(() => core.stop());
  onTestFinished(() => expect(core.bugs).toEqual([]));
  await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
  await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
  await core.call('sync.set-offline', { offline: true });
  return { core, dataDir };
}

const checked = (plan: TripPlan | null): boolean => plan !== null && plan.checkedAt !== null && plan.checking === null;
const untilChecked = async (core: CoreUnderTest): Promise<TripPlan> => {
  const plan = await core.until('trip.plan', {}, checked);
  if (plan === null) throw new Error('a plan stands');
  return plan;
};

describe('preparing for offline', () => {
  it('says exactly how many bytes, fetches them, and has gone through every case with the network off', async () => {
    const { ids, bytes } = await casesWithPapers(3);
    const { core } = await coreWithoutDocuments();
    const choice = { by: 'cases' as const, cases: ids };
    const { estimate, device } = await core.call('trip.estimate', { choice });
    expect(estimate).toMatchObject({ documents: 6, pages: 18, bytes });
    expect(estimate.cases.map((each) => each.caseId)).toEqual(ids);
    expect(device).toMatchObject({ key: 'keychain', waiting: 0 });
    const toFetch = estimate.bytesToFetch;
    const planId = newId();
    const started = await core.call('trip.start', { planId, choice });
    expect(started.state).toBe(toFetch === 0 ? 'checking' : 'fetching');
    expect((await core.call('trip.start', { planId, choice })).planId).toBe(planId);
    await core.call('sync.set-offline', { offline: false });
    const plan = await untilChecked(core);
    expect(plan).toMatchObject({ state: 'ready', problem: null, estimated: { bytes: toFetch } });
    expect(plan.taken.bytes).toBe(toFetch);
    expect(plan.progress).toMatchObject({ bytes, ofBytes: bytes, documents: 6, ofDocuments: 6, leftMs: 0 });
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
    await core.call('trip.cancel', {});
    expect(await core.call('trip.plan', {})).toBeNull();
  });

  it('names what central does not have, what is damaged here, and what has other pages than its record', async () => {
    const { ids } = await casesWithPapers(1);
    const { ids: short } = await casesWithPapers(1, 40_000, 2);
    // The fixture's own contents are nowhere.
    const without = await seedCases(central.central, 1, { holder: staff.officer.officerId, from: nextCase });
    nextCase += 1;
    const { core } = await coreWithoutDocuments();
    await core.call('sync.set-offline', { offline: false });
    const choice = { by: 'cases' as const, cases: [...ids, ...short, ...without] };
    await core.call('trip.start', { planId: newId(), choice });
    const plan = await untilChecked(core);
    expect(plan.state).toBe('with-gaps');
    expect(plan.cases.map((each) => each.gaps.map((gap) => gap.code))).toEqual([
      [],
      ['pages-differ', 'pages-differ'],
      ['document-unavailable', 'document-unavailable'],
    ]);
  });

  it('finds a document that was damaged on the disk, repairs it, and asks to be checked again', async () => {
    const { ids } = await casesWithPapers(1);
    const { core, dataDir } = await coreWithoutDocuments();
    await core.call('sync.set-offline', { offline: false });
    await core.call('trip.start', { planId: newId(), choice: { by: 'cases', cases: ids } });
    expect((await untilChecked(core)).state).toBe('ready');
    await core.call('sync.set-offline', { offline: true });
    for (const file of vaultFiles(dataDir)) flipLastByte(file);
    await core.call('trip.check', {});
    await core.until('trip.plan', {}, (each) => each?.state === 'with-gaps' || each?.state === 'changed');
    const found = await core.call('trip.plan', {});
    expect(new Set(found?.cases.flatMap((each) => each.gaps.map((gap) => gap.code)))).toEqual(
      new Set(['document-damaged']),
    );
    await core.call('sync.set-offline', { offline: false });
    await core.until('trip.plan', {}, (each) => each?.progress.leftMs === 0);
    await core.call('trip.check', {});
    await core.until('trip.plan', {}, (each) => each?.state === 'ready');
  });

  it('does not stay ready when a case gets a new document, or leaves', async () => {
    const { ids } = await casesWithPapers(2);
    const [kept, moved] = ids;
    if (kept === undefined || moved === undefined) throw new Error('two cases were seeded');
    const { core } = await coreWithoutDocuments();
    await core.call('sync.set-offline', { offline: false });
    await core.call('trip.start', { planId: newId(), choice: { by: 'cases', cases: ids } });
    expect((await untilChecked(core)).state).toBe('ready');
    const supervisor = await startCoreWithStore({ dataDir: testFolder(), centralUrl: central.url });
    onTestFinished(() => supervisor.stop());
    await supervisor.call('session.demo-sign-in', { officerId: staff.supervisor.officerId });
    await supervisor.until('sync.status', {}, (status) => status.state === 'up-to-date');
    const payload = { to: staff.otherOfficer.officerId, officeId: null, reason: 'balance of load' };
    await supervisor.call('case-file.act', { actId: newId(), caseId: moved, type: 'case.reassign', payload });
    const plan = await core.until('trip.plan', {}, (each) => each?.state === 'changed');
    expect(plan?.cases.map((each) => each.gaps.map((gap) => gap.code))).toEqual([[], ['case-gone']]);
  });

  it('is paused and goes on, and a person without a plan has none', async () => {
    const { ids } = await casesWithPapers(1);
    const { core } = await coreWithoutDocuments();
    await expect(core.call('trip.pause', { paused: true })).rejects.toMatchObject({ code: 'bad-request' });
    await core.call('trip.start', { planId: newId(), choice: { by: 'cases', cases: ids } });
    expect((await core.call('trip.pause', { paused: true })).state).toBe('paused');
    await core.call('sync.set-offline', { offline: false });
    const { documents } = await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
    expect(documents.paused).toBe(true);
    expect(documents.missing).toBeGreaterThanOrEqual(2);
    expect((await core.call('trip.plan', {}))?.state).toBe('paused');
    await core.call('trip.pause', { paused: false });
    expect((await core.call('sync.status', {})).documents.paused).toBe(false);
    expect((await untilChecked(core)).state).toBe('ready');
    await core.call('session.sign-out', {});
    expect(await core.call('trip.plan', {})).toBeNull();
  });

  it('goes on by itself after a SIGKILL in the middle', async () => {
    const { ids, bytes } = await casesWithPapers(2, 300_000);
    const proxy = await startCuttingProxy(central.url);
    onTestFinished(() => proxy.stop());
    const dataDir = testFolder();
    const keychain = new FakeKeychain();
    const first = startChildCore(dataDir, keychain, proxy.url);
    await first.call('store.create', { passphrase: null });
    await first.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    await first.call('trip.plan', {});
    proxy.cutAfter(200_000);
    for (;;) {
      const { total } = await first.call('queue.window', queueOfMine);
      if (total >= ids.length) break;
      await first.call('sync.now', {});
    }
    const choice = { by: 'cases' as const, cases: ids };
    await first.call('trip.start', { planId: newId(), choice });
    await first.kill();
    proxy.cutAfter(null);
    const second = startChildCore(dataDir, keychain, proxy.url);
    for (;;) {
      const plan = await second.call('trip.plan', {}).catch(() => null);
      if (plan !== null && checked(plan)) {
        expect(plan).toMatchObject({ state: 'ready', choice });
        expect(plan.progress.bytes).toBe(bytes);
        break;
      }
    }
    await second.drain();
  });
});

const queueOfMine = {
  filter: { holder: 'mine' as const },
  order: {},
  offset: 0,
  limit: 1,
};

function vaultFiles(dataDir: string): readonly string[] {
  const folder = join(dataDir, 'vault');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.doc'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function flipLastByte(path: string): void {
  const bytes = readFileSync(path);
  const last = bytes.at(-1) ?? 0;
  bytes[bytes.length - 1] = last ^ 0xff;
  writeFileSync(path, bytes);
}
