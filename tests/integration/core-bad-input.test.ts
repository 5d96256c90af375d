import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { queueFilter, queueOrder } from '#shared/contract/queue.ts';
import { officer } from '#support/case-fixtures.ts';
import { type CoreUnderTest, newId, startCore, startCoreWithStore } from '#support/core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { seedStore } from '#support/seed-store.ts';
import { testFolder } from '#support/test-database.ts';

const queueOfAll = { filter: queueFilter.parse({}), order: queueOrder.parse({}), offset: 0, limit: 10 };

async function seededCore(cases = 20): Promise<CoreUnderTest> {
  const dataDir = testFolder();
  const keychain = new FakeKeychain();
  await seedStore({ dataDir, keychain, cases });
  const core = await startCore({ dataDir, keychain });
  onTestFinished(() => core.stop());
  onTestFinished(() => expect(core.bugs).toEqual([]));
  return core;
}

/** Calls that would change the store under the test's feet. */
const heavy = new Set(['store.create', 'store.unlock', 'store.lock', 'session.sign-out']);
const methods = Object.keys(contract).filter((name) => !heavy.has(name));

describe('malformed calls', () => {
  it('get bad-request, and nothing else happens', async () => {
    const core = await seededCore();
    const before = await core.call('outbox.list', { show: 'all', offset: 0, limit: 10 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methods), fc.anything({ maxDepth: 2 }), async (method, args) => {
        const failure = await core.callRaw(method, args).then(
          () => null,
          (thrown: { code: string }) => thrown.code,
        );
        // Some calls take an empty object, which is a fitting call; none may answer `internal`.
        expect(failure).not.toBe('internal');
        expect(failure).not.toBe('timeout');
      }),
      { numRuns: 400 },
    );
    expect(await core.call('outbox.list', { show: 'all', offset: 0, limit: 10 })).toEqual(before);
  });

  it.each([
    ['queue.window', { ...queueOfAll, limit: 100_000 }],
    ['queue.window', { ...queueOfAll, offset: -1 }],
    ['queue.window', { ...queueOfAll, filter: { programs: ["'; drop table outbox"] } }],
    ['case-file.act', { actId: 'x', caseId: newId(), type: 'note.add', payload: {} }],
    ['case-file.act', { actId: newId(), caseId: newId(), type: 'case.destroy', payload: {} }],
    ['case-file.act', { actId: newId(), caseId: newId(), type: 'note.add', payload: { text: 5 } }],
    ['case-file.keep-typed', { caseId: newId(), field: '', text: 'x' }],
    ['settings.set', { theme: 'pink' }],
    ['sync.set-offline', {}],
  ])('%s refuses %j', async (method, args) => {
    const core = await seededCore(1);
    await expect(core.callRaw(method, args)).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('an unknown method is unknown', async () => {
    const core = await seededCore(1);
    await expect(core.callRaw('case-file.destroy', {})).rejects.toMatchObject({ code: 'unknown-method' });
    await expect(core.callRaw('__proto__', {})).rejects.toMatchObject({ code: 'unknown-method' });
  });
});

describe('without an open store or a person', () => {
  it('calls say what is missing', async () => {
    const core = await startCore({ dataDir: testFolder() });
    onTestFinished(() => core.stop());
    await expect(core.call('queue.window', queueOfAll)).rejects.toMatchObject({ code: 'store-missing' });
    await core.call('store.create', { passphrase: null });
    await expect(core.call('queue.window', queueOfAll)).rejects.toMatchObject({ code: 'not-signed-in' });
    expect(await core.call('session.current', {})).toBeNull();
    await core.call('store.lock', {});
    await expect(core.call('queue.window', queueOfAll)).rejects.toMatchObject({ code: 'store-locked' });
    await core.call('store.unlock', { with: 'keychain' });
    expect((await core.call('sync.status', {})).state).toBe('signed-out');
  });
});

describe('what a person typed and set', () => {
  it('is there after a restart', async () => {
    const dataDir = testFolder();
    const keychain = new FakeKeychain();
    await seedStore({ dataDir, keychain, cases: 5 });
    const core = await startCore({ dataDir, keychain });
    const [row] = (await core.call('queue.window', queueOfAll)).rows;
    if (row === undefined) throw new Error('a case was seeded');
    const { caseId } = row;
    await core.call('case-file.keep-typed', { caseId, field: 'reasons.detailed', text: 'Because ' });
    await core.call('case-file.keep-typed', { caseId, field: 'reasons.detailed', text: 'Because the funds' });
    await core.call('case-file.keep-typed', { caseId, field: 'note', text: 'gone' });
    await core.call('case-file.keep-typed', { caseId, field: 'note', text: null });
    const view = {
      id: newId(),
      name: 'Mine, late',
      filter: queueFilter.parse({ age: 'beyond' }),
      order: queueOrder.parse({}),
    };
    await core.call('queue.save-view', view);
    await core.call('settings.set', { language: 'fr', theme: 'dark' });
    await core.stop();
    const again = await startCore({ dataDir, keychain });
    onTestFinished(() => again.stop());
    expect(await again.call('case-file.typed', { caseId })).toMatchObject([
      { field: 'reasons.detailed', text: 'Because the funds' },
    ]);
    expect(await again.call('queue.views', {})).toEqual([view]);
    expect(await again.call('settings.get', {})).toMatchObject({ language: 'fr', theme: 'dark', density: 'compact' });
    expect(await again.call('queue.delete-view', { id: view.id })).toEqual([]);
    const storage = await again.call('settings.storage', {});
    expect(storage).toMatchObject({ cases: 5, synchronous: 'full', cipher: 'aegis' });
    expect(storage.databaseBytes).toBeGreaterThan(10_000);
  });

  it('is refused politely where it breaks a rule', async () => {
    const core = await seededCore(30);
    const filter = queueFilter.parse({ holder: 'pool' });
    const [pool] = (await core.call('queue.window', { ...queueOfAll, filter })).rows;
    if (pool === undefined) throw new Error('a case is in the pool');
    await expect(
      core.call('case-file.open', { actId: newId(), caseId: pool.caseId, reason: null }),
    ).rejects.toMatchObject({
      code: 'rule-refused',
      details: { refusal: 'reason-required' },
    });
    const view = await core.call('case-file.open', { actId: newId(), caseId: pool.caseId, reason: 'pick up of work' });
    expect(view.needsReason).toBe(false);
    const taken = await core.call('case-file.act', {
      actId: newId(),
      caseId: pool.caseId,
      type: 'case.take',
      payload: {},
    });
    expect(taken.view.state.assignment.officerId).toBe(officer.officerId);
    const mine = await core.call('queue.window', {
      ...queueOfAll,
      filter: queueFilter.parse({ marks: ['provisional'] }),
    });
    expect(mine.rows.map((row) => row.caseId)).toEqual([pool.caseId]);
  });
});

describe('events', () => {
  it('tell of an act once, to every window', async () => {
    const core = await seededCore(5);
    const [row] = (await core.call('queue.window', { ...queueOfAll, filter: queueFilter.parse({ holder: 'mine' }) }))
      .rows;
    if (row === undefined) throw new Error('a case is mine');
    const { caseId } = row;
    const told = core.nextEvent('cases.changed');
    const outbox = core.nextEvent('outbox.changed');
    await core.call('case-file.open', { actId: newId(), caseId, reason: null });
    expect(await told).toEqual({ cases: [caseId] });
    expect(await outbox).toEqual({ waiting: 1, refused: 0 });
  });
});

describe('a store made for a test', () => {
  it('is created once', async () => {
    const core = await startCoreWithStore({ dataDir: testFolder() });
    onTestFinished(() => core.stop());
    await expect(core.call('store.create', { passphrase: null })).rejects.toMatchObject({ code: 'bad-request' });
  });
});
