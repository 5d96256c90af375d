import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { HttpCentral } from '#core/features/sync/http-central.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';
import { type CoreUnderTest, startCoreWithStore } from '#support/core.ts';
import { type OfficeProxy, startOfficeProxy } from '#support/office-proxy.ts';
import { testFolder } from '#support/test-database.ts';

const { officer } = staff;
let central: TestCentral;
let nextCase = 1;
beforeAll(async () => {
  central = await startCentral();
}, 120_000);
afterAll(() => central.stop());

async function proxyBeforeCentral(): Promise<OfficeProxy> {
  const proxy = await startOfficeProxy(central.url);
  onTestFinished(() => proxy.stop());
  return proxy;
}

async function signedInAt(centralUrl: string): Promise<{ readonly core: CoreUnderTest; readonly caseId: CaseId }> {
  const [caseId] = await seedCases(central.central, 1, { holder: officer.officerId, from: nextCase });
  nextCase += 1;
  if (caseId === undefined) throw new Error('a case was seeded');
  const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl });
  onTestFinished(() => core.stop());
  onTestFinished(() => expect(core.bugs).toEqual([]));
  await core.call('session.demo-sign-in', { officerId: officer.officerId });
  await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
  return { core, caseId };
}

/** Somebody notes something at another machine; resolves when it is on this one. */
async function newsComes(core: CoreUnderTest, caseId: CaseId, text: string): Promise<void> {
  const other = await deviceOf(central.url, officer.officerId);
  await other.push([other.note(caseId, text)]);
  await core.until('case-file.view', { caseId }, (view) => view.state.notes.some((note) => note.text === text));
}

describe('news on a workstation', () => {
  it('come by one stream, through a proxy that cuts what lives long', async () => {
    const proxy = await proxyBeforeCentral();
    const { core, caseId } = await signedInAt(proxy.url);
    await newsComes(core, caseId, 'before the cut');
    // Rows come before the comparison: cut in between, the next exchange would bring what comes after, and no stream.
    await core.until('sync.status', {}, ({ state }) => state === 'up-to-date');
    proxy.cut();
    await newsComes(core, caseId, 'after the cut');
    const streams = proxy.seen.filter((path) => path === '/sync/events');
    expect(streams.length).toBeGreaterThanOrEqual(2);
  }, 60_000);

  it('come by long polls where a proxy holds answers back, and by a stream again when it no longer does', async () => {
    const proxy = await proxyBeforeCentral();
    proxy.holdAnswers(true);
    const { core, caseId } = await signedInAt(proxy.url);
    await newsComes(core, caseId, 'by a long poll');
    proxy.holdAnswers(false);
    const before = proxy.seen.filter((path) => path === '/sync/events').length;
    for (let act = 0; proxy.seen.filter((path) => path === '/sync/events').length === before; act += 1) {
      await newsComes(core, caseId, `note ${act}`);
    }
    await newsComes(core, caseId, 'by a stream');
  }, 120_000);
});

describe('a proxy that the environment names', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('is gone through, but not to this machine', async () => {
    const proxy = await proxyBeforeCentral();
    process.env['http_proxy'] = proxy.url;
    const far = new HttpCentral({ baseUrl: 'http://central.example', token: () => null });
    expect((await far.demoPeople()).length).toBeGreaterThan(0);
    expect(proxy.seen).toEqual(['http://central.example/demo/people']);
    const near = new HttpCentral({ baseUrl: central.url, token: () => null });
    expect((await near.demoPeople()).length).toBeGreaterThan(0);
    expect(proxy.seen).toHaveLength(1);
  });

  it('is passed by for the hosts that are named, and is said to be unreachable where it is', async () => {
    process.env['http_proxy'] = 'http://127.0.0.1:9';
    const far = new HttpCentral({ baseUrl: 'http://central.example', token: () => null });
    await expect(far.demoPeople()).rejects.toMatchObject({ code: 'central-unreachable' });
  });
});
