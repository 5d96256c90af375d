import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { sql } from '#core/db/sql.ts';
import { queueFilter, queueOrder } from '#shared/contract/queue.ts';
import { actor } from '#shared/model/actor.ts';
import type { CaseId, OfficerId } from '#shared/model/ids.ts';
import { putDocument, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { type CoreUnderTest, type CoreWish, newId, startCore, startCoreWithStore } from '#support/core.ts';
import { startCuttingProxy } from '#support/cutting-proxy.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { passAssessments, signApproval } from '#support/sign-approval.ts';
import { testFolder } from '#support/test-database.ts';

const queueOfAll = { filter: queueFilter.parse({}), order: queueOrder.parse({}), offset: 0, limit: 50 };
const ledger = { show: 'all', offset: 0, limit: 100 } as const;
let nextCase = 1;

let central: TestCentral;
beforeAll(async () => {
  central = await startCentral();
});
afterAll(() => central.stop());

/** Cases of their own for a test, held by an officer of their own choosing. */
async function casesFor(holder: OfficerId | null, count: number, at = central, more = {}): Promise<CaseId[]> {
  const ids = await seedCases(at.central, count, { holder, from: nextCase, ...more });
  nextCase += count;
  return ids;
}

async function coreAt(url: string, wish: Partial<CoreWish> = {}): Promise<CoreUnderTest> {
  const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl: url, ...wish });
  onTestFinished(() => core.stop());
  onTestFinished(() => expect(core.bugs).toEqual([]));
  return core;
}

async function signIn(core: CoreUnderTest, who: OfficerId): Promise<void> {
  await core.call('session.demo-sign-in', { officerId: who });
  await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
}

async function addNote(core: CoreUnderTest, caseId: CaseId, text = 'Funds verified with the bank.') {
  const payload = { noteId: newId(), type: 'general', text, protectedPassages: [] };
  return core.call('case-file.act', { actId: newId(), caseId, type: 'note.add', payload });
}

const allReceived = (items: readonly { readonly receipt: unknown }[]): boolean =>
  items.every((item) => item.receipt !== null);

describe('a core and a central', () => {
  it('bring cases and documents down, acts up, and receipts back', async () => {
    const bytes = Buffer.from('%PDF-1.4 a document of some length '.repeat(4000));
    const { sha256, sizeBytes } = await putDocument(central.central, bytes);
    const contents = [
      { sha256, sizeBytes },
      { sha256, sizeBytes },
    ];
    const [caseId] = await casesFor(staff.officer.officerId, 3, central, { contents });
    if (caseId === undefined) throw new Error('a case was seeded');
    const core = await coreAt(central.url);
    await signIn(core, staff.officer.officerId);
    expect((await core.call('queue.window', queueOfAll)).total).toBeGreaterThanOrEqual(3);
    const { db } = core.session.requireOpen();
    await expect.poll(() => db.value(sql`select after_row from case_words_due`)).toBeUndefined();
    const view = await core.call('case-file.open', { actId: newId(), caseId, reason: null });
    expect(view.needsReason).toBe(false);
    expect((await addNote(core, caseId)).n).toBe(2);
    const list = await core.until('outbox.list', ledger, (each) => allReceived(each.items));
    expect(list.items.map((item) => [item.type, item.state])).toEqual([
      ['note.add', 'received'],
      ['case.open', 'received'],
    ]);
    const after = await core.until('case-file.view', { caseId }, (each) => each.centralVersion === each.state.version);
    expect(after.state.notes.map((note) => note.text)).toEqual(['Funds verified with the bank.']);
    await core.until('case-file.view', { caseId }, (each) =>
      Object.values(each.documents).every((document) => document.presence === 'present'),
    );
    const history = await core.call('case-file.history', { caseId });
    expect(history.confirmed).toBe(after.state.version);
    expect(history.events.map((event) => event.seq)).toEqual([1, 2, 3, 4]);
  });

  it('show a provisional decision over restarts without a connection, and its one receipt after it', async () => {
    const dataDir = testFolder();
    const own = await startCentral({ database: 'folder', dataDir: testFolder() });
    const [caseId] = await casesFor(staff.officer.officerId, 1, own);
    if (caseId === undefined) throw new Error('a case was seeded');
    const port = Number(new URL(own.url).port);
    const keychain = new FakeKeychain();
    const first = await startCoreWithStore({ dataDir, centralUrl: own.url, keychain });
    await signIn(first, staff.officer.officerId);
    await own.stop();
    await passAssessments(first, caseId);
    const { n } = await signApproval(first, caseId);
    await first.stop();

    const second = await startCore({ dataDir, centralUrl: own.url, keychain });
    const offline = await second.call('case-file.view', { caseId });
    expect(offline.state.decision.signed?.by).toBe(staff.officer.officerId);
    expect(offline.pending.find((act) => act.n === n)).toMatchObject({ type: 'decision.sign', refusal: null });
    const row = (await second.call('queue.window', queueOfAll)).rows.find((each) => each.caseId === caseId);
    expect(row).toMatchObject({ stage: 'finalization', marks: expect.arrayContaining(['provisional']) as unknown });
    expect((await second.call('sync.status', {})).waiting.decisions).toBe(1);

    const again = await startCentral({ database: 'folder', dataDir: own.dataDir, withStaff: false, port });
    onTestFinished(() => again.stop());
    await second.call('sync.now', {});
    const list = await second.until('outbox.list', ledger, (each) => allReceived(each.items));
    const decision = list.items.find((item) => item.n === n);
    expect(decision?.receipt?.number).toMatch(/^R-/);
    await second.until('sync.status', {}, (status) => status.state === 'up-to-date');
    const settled = await second.until(
      'case-file.view',
      { caseId },
      (view) => view.centralVersion === view.state.version,
    );
    expect(settled.pending).toEqual([]);
    const { events } = await second.call('case-file.history', { caseId });
    expect(events.filter((event) => event.type === 'decision-signed')).toHaveLength(1);
    expect(second.bugs).toEqual([]);
    await second.stop();
  });

  it('do nothing twice when answers are lost on the way', async () => {
    const proxy = await startCuttingProxy(central.url);
    onTestFinished(() => proxy.stop());
    const [caseId] = await casesFor(staff.otherOfficer.officerId, 1);
    if (caseId === undefined) throw new Error('a case was seeded');
    const core = await coreAt(proxy.url);
    await signIn(core, staff.otherOfficer.officerId);
    await core.call('sync.set-offline', { offline: true });
    for (let index = 0; index < 12; index += 1) await addNote(core, caseId, `note ${index}`);
    proxy.loseAnswers(2);
    await core.call('sync.set-offline', { offline: false });
    await core.until('sync.status', {}, (status) => status.state === 'offline' && status.problem !== null);
    // Every wake-up is a new attempt: the proxy has more losses than one exchange has requests.
    while (proxy.lost < 2) await core.call('sync.now', {});
    await core.call('sync.now', {});
    await core.until('outbox.list', ledger, (each) => allReceived(each.items));
    const view = await core.until('case-file.view', { caseId }, (each) => each.centralVersion === each.state.version);
    expect(view.state.notes.map((note) => note.text)).toEqual(
      Array.from({ length: 12 }, (_, index) => `note ${index}`),
    );
  });

  it('load a whole office over a line that breaks again and again', async () => {
    const proxy = await startCuttingProxy(central.url);
    onTestFinished(() => proxy.stop());
    await casesFor(staff.farOfficer.officerId, 450, central, { office: 'NRBI' });
    const core = await coreAt(proxy.url);
    await core.call('sync.set-offline', { offline: true });
    await core.call('session.demo-sign-in', { officerId: staff.farOfficer.officerId });
    proxy.cutAfter(12_000);
    await core.call('sync.set-offline', { offline: false });
    await core.until('sync.status', {}, (status) => status.problem === 'central-unreachable');
    proxy.cutAfter(40_000);
    await core.call('sync.now', {});
    await core.until('sync.status', {}, (status) => status.state === 'offline');
    const stored = (): Promise<number> => core.call('settings.storage', {}).then((storage) => storage.cases);
    expect(await stored()).toBeLessThan(450);
    proxy.cutAfter(null);
    await core.call('sync.now', {});
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
    expect(await stored()).toBe(450);
  });
});

describe('who sees what', () => {
  it('a supervisor has the office in summary, a clerk its papers, and another person finds nothing of the one before', async () => {
    const [caseId] = await casesFor(staff.officer.officerId, 1);
    if (caseId === undefined) throw new Error('a case was seeded');
    const core = await coreAt(central.url);
    await signIn(core, staff.officer.officerId);
    await addNote(core, caseId, 'only for those who hold the case');
    await core.until('outbox.list', ledger, (each) => allReceived(each.items));
    await core.call('case-file.keep-typed', { caseId, field: 'reasons', text: 'half a sentence' });

    await signIn(core, staff.supervisor.officerId);
    const summary = await core.until('case-file.view', { caseId }, () => true);
    expect(summary.sight).toBe('summary');
    expect(summary.state.notes).toEqual([]);
    expect((await core.call('outbox.list', ledger)).items).toEqual([]);
    expect(await core.call('case-file.typed', { caseId })).toEqual([]);
    const hits = await core.call('queue.window', {
      ...queueOfAll,
      filter: queueFilter.parse({ text: 'hold the case' }),
    });
    expect(hits.total).toBe(0);

    await signIn(core, staff.clerk.officerId);
    const papers = await core.call('case-file.view', { caseId });
    expect(papers).toMatchObject({ sight: 'intake', state: { notes: [], evidence: [], assessments: {} } });

    await signIn(core, staff.officer.officerId);
    expect((await core.call('case-file.view', { caseId })).state.notes).toHaveLength(1);
    expect(await core.call('case-file.typed', { caseId })).toMatchObject([
      { field: 'reasons', text: 'half a sentence' },
    ]);
    await core.call('session.sign-out', {});
    await expect(core.call('queue.window', queueOfAll)).rejects.toMatchObject({ code: 'not-signed-in' });
    expect(await core.call('session.current', {})).toBeNull();
  });

  it('a case that is moved away leaves with its reason, and one that comes is new', async () => {
    const [caseId] = await casesFor(staff.officer.officerId, 1);
    if (caseId === undefined) throw new Error('a case was seeded');
    const officerCore = await coreAt(central.url);
    await signIn(officerCore, staff.officer.officerId);
    const otherCore = await coreAt(central.url);
    await signIn(otherCore, staff.otherOfficer.officerId);
    const supervisorCore = await coreAt(central.url);
    await signIn(supervisorCore, staff.supervisor.officerId);
    const payload = { to: staff.otherOfficer.officerId, officeId: null, reason: 'balance of load' };
    await supervisorCore.call('case-file.act', { actId: newId(), caseId, type: 'case.reassign', payload });
    const mineIn = (core: CoreUnderTest, wanted: boolean) =>
      core.until(
        'queue.window',
        { ...queueOfAll, limit: 500 },
        (window) => window.rows.some((row) => row.caseId === caseId) === wanted,
      );
    await mineIn(officerCore, false);
    await expect(officerCore.call('case-file.view', { caseId })).rejects.toMatchObject({
      code: 'case-not-on-device',
      details: { reason: 'reassigned' },
    });
    const window = await mineIn(otherCore, true);
    expect(window.rows.find((row) => row.caseId === caseId)?.marks).toContain('new');
  });
});

describe('two devices on one record', () => {
  it('an act that rests on one that central refused is refused with it, and overwrites nothing', async () => {
    const [caseId] = await casesFor(staff.officer.officerId, 1);
    if (caseId === undefined) throw new Error('a case was seeded');
    const away = await coreAt(central.url);
    await signIn(away, staff.officer.officerId);
    const home = await coreAt(central.url);
    await signIn(home, staff.officer.officerId);
    const record = (core: CoreUnderTest, status: string, remark: string) => {
      const payload = { assessment: 'eligibility', status, conditional: false, dueDate: null, remark };
      return core.call('case-file.act', { actId: newId(), caseId, type: 'assessment.record', payload });
    };
    await away.call('sync.set-offline', { offline: true });
    await record(away, 'in-progress', 'first look');
    await record(home, 'failed', 'from home');
    await home.until('outbox.list', ledger, (each) => allReceived(each.items));
    // Version 1 of the record is now central's; this act saw another version 1, its own.
    await record(away, 'passed', 'second look');
    await away.call('sync.set-offline', { offline: false });
    const list = await away.until('outbox.list', ledger, (each) => allReceived(each.items));
    expect(list.items.map((item) => [item.state, item.refusal?.code])).toEqual([
      ['refused', 'stale-record'],
      ['refused', 'stale-record'],
    ]);
    const view = await away.until(
      'case-file.view',
      { caseId },
      (each) => each.state.assessments.eligibility?.status === 'failed',
    );
    expect(view.state.assessments.eligibility?.remark).toBe('from home');
    expect(view.pending.map((act) => act.state)).toEqual(['refused', 'refused']);
    const explained = await away.call('conflict.explain', { n: 2 });
    const status = (fields: typeof explained.base) => fields?.find((field) => field.name === 'status')?.items;
    expect([status(explained.base), status(explained.mine), status(explained.theirs)]).toEqual([
      ['in-progress'],
      ['passed'],
      ['failed'],
    ]);
    expect(explained).toMatchObject({
      outcome: 'refused',
      refusal: 'stale-record',
      cause: { what: 'assessment-recorded', by: staff.officer.officerId },
      keep: { can: true },
      leave: { can: true },
    });
    expect((await away.call('sync.status', {})).waiting.refused).toBe(2);
    await away.call('conflict.answer', { n: 1, actId: newId(), answer: 'theirs', reason: '' });
    const keep = { n: 2, actId: newId(), answer: 'kept' as const, reason: '' };
    const { n: anew } = await away.call('conflict.answer', keep);
    expect(anew).toBeGreaterThan(2);
    // Repeated after a lost answer, it finds what it did.
    expect(await away.call('conflict.answer', keep)).toEqual({ n: anew });
    await expect(away.call('conflict.explain', { n: 2 })).rejects.toMatchObject({ code: 'act-not-found' });
    const after = await away.until('outbox.list', ledger, (each) => allReceived(each.items));
    expect(after.items.map(({ n, state, answer }) => [n, state, answer])).toEqual([
      [anew, 'received', null],
      [2, 'refused', 'kept'],
      [1, 'refused', 'theirs'],
    ]);
    expect(await away.call('conflict.list', {})).toEqual([]);
    expect((await away.call('case-file.view', { caseId })).pending).toEqual([]);
  });
});

describe('a damaged store', () => {
  it('is set aside, made anew as the same client, and its acts reach central once', async () => {
    const [caseId] = await casesFor(staff.otherOfficer.officerId, 1);
    if (caseId === undefined) throw new Error('a case was seeded');
    const dataDir = testFolder();
    const keychain = new FakeKeychain();
    const first = await startCoreWithStore({ dataDir, centralUrl: central.url, keychain });
    await signIn(first, staff.otherOfficer.officerId);
    await addNote(first, caseId, 'sent before');
    await first.until('outbox.list', ledger, (each) => allReceived(each.items));
    await first.call('sync.set-offline', { offline: true });
    await addNote(first, caseId, 'made offline');
    await addNote(first, caseId, 'made offline too');
    await first.stop();
    const file = join(dataDir, 'store.db');
    const bytes = readFileSync(file);
    bytes.fill(0x55, 0, bytes.length);
    writeFileSync(file, bytes);

    const second = await startCore({ dataDir, centralUrl: central.url, keychain });
    onTestFinished(() => second.stop());
    expect((await second.call('store.status', {})).state).toBe('corrupt');
    await second.call('store.create', { passphrase: null });
    const before = await second.call('store.status', {});
    expect(before.state).toBe('open');
    await signIn(second, staff.otherOfficer.officerId);
    const view = await second.until('case-file.view', { caseId }, (each) => each.centralVersion === each.state.version);
    expect(view.state.notes.map((note) => note.text)).toEqual(['sent before', 'made offline', 'made offline too']);
    const items = (await second.call('outbox.list', ledger)).items.filter((item) => item.caseId === caseId);
    expect(allReceived(items)).toBe(true);
    expect(items.every((item) => item.caseNumber.startsWith('V'))).toBe(true);
    expect(second.bugs).toEqual([]);
  });
});

describe('documents of a case that left', () => {
  it('leave with it, and stay where another case names them', async () => {
    const shared = await putDocument(central.central, Buffer.from(`%PDF-1.4 shared ${newId()}`));
    const only = await putDocument(central.central, Buffer.from(`%PDF-1.4 only ${newId()}`));
    const [moved] = await casesFor(staff.officer.officerId, 1, central, { contents: [shared, only] });
    await casesFor(staff.officer.officerId, 1, central, { contents: [shared, shared] });
    if (moved === undefined) throw new Error('a case was seeded');
    const core = await coreAt(central.url);
    await signIn(core, staff.officer.officerId);
    await core.until('case-file.view', { caseId: moved }, (view) =>
      Object.values(view.documents).every((each) => each.presence === 'present'),
    );
    const supervisorCore = await coreAt(central.url);
    await signIn(supervisorCore, staff.supervisor.officerId);
    const payload = { to: staff.otherOfficer.officerId, officeId: null, reason: 'balance of load' };
    await supervisorCore.call('case-file.act', { actId: newId(), caseId: moved, type: 'case.reassign', payload });
    const presence = (sha256: string) => core.session.requireOpen().vault.state(sha256).presence;
    await core.until('sync.status', {}, () => presence(only.sha256) === 'missing');
    expect(presence(shared.sha256)).toBe('present');
  });
});

describe('trouble with central', () => {
  it('an expired token asks for sign-in; work goes on and is sent after it', async () => {
    const short = await startCentral({ tokenSeconds: 4 });
    onTestFinished(() => short.stop());
    const [caseId] = await casesFor(staff.officer.officerId, 1, short);
    if (caseId === undefined) throw new Error('a case was seeded');
    const core = await coreAt(short.url);
    await signIn(core, staff.officer.officerId);
    await core.until('sync.status', {}, (status) => {
      if (status.state === 'up-to-date') void core.call('sync.now', {});
      return status.state === 'stopped';
    });
    expect((await core.call('sync.status', {})).problem).toBe('token-expired');
    await addNote(core, caseId);
    expect((await core.call('sync.status', {})).waiting.acts).toBe(1);
    await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    await core.until('outbox.list', ledger, (each) => allReceived(each.items));
  });

  it('a central with another protocol stops the exchange with that reason', async () => {
    const server = createServer((request, response) => {
      const isDemo = request.url === '/demo/sign-in';
      const error = { error: { code: 'protocol-mismatch', details: { oldest: 7, newest: 9 }, retryable: false } };
      const now = new Date().toISOString();
      const signedIn = { token: 't', actor: actor.parse(staff.officer), expiresAt: '2036-01-01T00:00:00.000Z', now };
      response.writeHead(isDemo ? 200 : 426, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isDemo ? signedIn : error));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const core = await coreAt(`http://127.0.0.1:${port}`);
    await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    const status = await core.until('sync.status', {}, (each) => each.state === 'stopped');
    expect(status.problem).toBe('protocol-mismatch');
  });

  it('no central at all: the device says that it is offline and since when', async () => {
    const core = await coreAt('http://127.0.0.1:9');
    await expect(core.call('session.demo-people', {})).rejects.toMatchObject({ code: 'central-unreachable' });
    const status = await core.call('sync.status', {});
    expect(status.state).toBe('signed-out');
  });
});
