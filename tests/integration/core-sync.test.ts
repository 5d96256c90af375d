import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { queueFilter, queueOrder } from '#shared/contract/queue.ts';
import { type CoreUnderTest, newId, startCoreWithStore } from '#support/core.ts';
import { putDocument, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { testFolder } from '#support/test-database.ts';

const queueOfAll = { filter: queueFilter.parse({}), order: queueOrder.parse({}), offset: 0, limit: 50 };

let central: TestCentral;
beforeAll(async () => {
  central = await startCentral();
});
afterAll(() => central.stop());

async function signedIn(who: string = staff.officer.officerId): Promise<CoreUnderTest> {
  const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl: central.url });
  onTestFinished(() => core.stop());
  await core.call('session.demo-sign-in', { officerId: who as never });
  await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
  return core;
}

describe('a core and a central', () => {
  it('brings the cases down, an act up, and shows its receipt', async () => {
    const bytes = Buffer.from('%PDF-1.4 a document of some length '.repeat(4000));
    const { sha256, sizeBytes } = await putDocument(central.central, bytes);
    const [caseId] = await seedCases(central.central, 3, {
      holder: staff.officer.officerId,
      contents: [{ sha256, sizeBytes }, { sha256, sizeBytes }],
    });
    if (caseId === undefined) throw new Error('a case was seeded');
    const core = await signedIn();
    const window = await core.call('queue.window', queueOfAll);
    expect(window.total).toBe(3);
    const view = await core.call('case-file.open', { actId: newId(), caseId, reason: null });
    expect(view.needsReason).toBe(false);
    const payload = { noteId: newId(), type: 'general', text: 'Funds verified with the bank.', protectedPassages: [] };
    const { n } = await core.call('case-file.act', { actId: newId(), caseId, type: 'note.add', payload });
    expect(n).toBe(2);
    const list = await core.until('outbox.list', { show: 'all', offset: 0, limit: 10 }, (each) =>
      each.items.every((item) => item.receipt !== null),
    );
    expect(list.items.map((item) => item.state)).toEqual(['received', 'received']);
    const after = await core.until('case-file.view', { caseId }, (each) => each.centralVersion === each.state.version);
    expect(after.state.notes.map((note) => note.text)).toEqual(['Funds verified with the bank.']);
    expect(after.centralVersion).toBe(after.state.version);
    await core.until('case-file.view', { caseId }, (each) =>
      Object.values(each.documents).every((document) => document.presence === 'present'),
    );
    expect(core.bugs).toEqual([]);
  });
});
