import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql as centralSql } from '#central/store/sql.ts';
import { checkReceipt } from '#central/verify/check-receipt.ts';
import { sql } from '#core/db/sql.ts';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import type { CaseId, DocumentId, Sha256 } from '#shared/model/ids.ts';
import { exportedReceipt } from '#shared/protocol/exported-receipt.ts';
import { runCentral, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';
import { type CoreUnderTest, startCore, startCoreWithStore } from '#support/core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { passAssessments, signApproval } from '#support/sign-approval.ts';
import { testFolder } from '#support/test-database.ts';

const everything = { show: 'all', offset: 0, limit: 500 } as const;
const atRest = (core: CoreUnderTest) =>
  core.until('sync.status', {}, (status) => status.state === 'up-to-date' && status.waiting.acts === 0);
const stopped = (core: CoreUnderTest) => core.until('sync.status', {}, (status) => status.state === 'stopped');
const failure = (code: string): unknown => expect.objectContaining({ code });

function note(caseId: CaseId, text: string) {
  const payload = { noteId: randomUUID(), type: 'general', text, protectedPassages: [] };
  return { actId: randomUUID(), caseId, type: 'note.add', payload } as const;
}

const textsOf = async (core: CoreUnderTest, caseId: CaseId): Promise<string[]> =>
  (await core.call('case-file.view', { caseId })).state.notes.map((each) => each.text);
const wordsOf = async (core: CoreUnderTest): Promise<string[]> =>
  (await core.call('device.earlier-acts', {})).acts.flatMap(({ fields }) =>
    fields.filter(({ name }) => name === 'text').flatMap(({ items }) => [...items]),
  );

/** The receipt is here with its proof, and holds for somebody who has nothing but the exported text. */
async function receiptHolds(core: CoreUnderTest, item: OutboxItem | undefined): Promise<void> {
  if (item === undefined) throw new Error('the act is in the ledger');
  const { proof } = await core.call('outbox.receipt-proof', { n: item.n, earlier: item.earlier });
  expect(proof?.holds).toBe(true);
  const receipt = exportedReceipt.parse(JSON.parse(proof?.exported ?? ''));
  expect(receipt.result.receipt.number).toBe(item.receipt?.number);
  expect(checkReceipt(receipt, null)).toEqual([]);
}

let central: TestCentral;
beforeAll(async () => {
  central = await startCentral();
});
afterAll(() => central?.stop());

/** A store and its copy: both have one act that central knows and one that waits; then the first goes on alone. */
async function copied(from: number) {
  const [caseId] = await seedCases(central.central, 1, { from, holder: staff.officer.officerId });
  if (caseId === undefined) throw new Error('a case was seeded');
  const dataDir = testFolder();
  const copyDir = testFolder();
  const keychain = new FakeKeychain();
  const before = await startCoreWithStore({ dataDir, keychain, centralUrl: central.url });
  await before.call('session.demo-sign-in', { officerId: staff.officer.officerId });
  await atRest(before);
  await before.call('case-file.act', note(caseId, 'known'));
  await atRest(before);
  await before.call('sync.set-offline', { offline: true });
  await before.call('case-file.act', note(caseId, 'in both copies'));
  await before.call('case-file.keep-typed', { caseId, field: 'note', text: 'half a sentence' });
  await before.stop();
  cpSync(dataDir, copyDir, { recursive: true });
  const first = await startCore({ dataDir, keychain, centralUrl: central.url });
  await first.call('sync.set-offline', { offline: false });
  await first.call('case-file.act', note(caseId, 'of the first'));
  await atRest(first);
  const startCopy = () => startCore({ dataDir: copyDir, keychain, centralUrl: central.url });
  return { caseId, copyDir, first, startCopy };
}

describe('a copied store', () => {
  it('goes on as a new device: every open act is kept in words, and new acts are accepted', async () => {
    const { caseId, copyDir, first, startCopy } = await copied(1);
    const copy = await startCopy();
    await copy.call('case-file.act', note(caseId, 'of the copy'));
    await copy.call('case-file.act', note(caseId, 'of the copy too'));
    await expect(copy.call('device.renew', {})).rejects.toEqual(failure('bad-request'));
    await copy.call('sync.set-offline', { offline: false });
    expect((await stopped(copy)).problem).toBe('client-forked');

    const { setAside } = await copy.call('device.renew', {});
    expect(existsSync(join(copyDir, setAside, 'outbox.journal'))).toBe(true);
    expect(existsSync(join(copyDir, setAside, 'backups'))).toBe(true);
    expect((await copy.call('backup.list', {})).backups.map(({ lastAct }) => lastAct)).toEqual([0]);
    await atRest(copy);
    const [known, ...others1] = (await copy.call('outbox.list', everything)).items;
    expect(others1).toEqual([]);
    expect(known).toMatchObject({ n: 1, state: 'received', receipt: { durable: null }, isConflict: false });
    expect(known?.earlier).toBeGreaterThan(0);
    await receiptHolds(copy, known);
    expect(await textsOf(copy, caseId)).toEqual(['known', 'in both copies', 'of the first']);
    expect(await wordsOf(copy)).toEqual(['in both copies', 'of the copy', 'of the copy too']);
    const { acts, others } = await copy.call('device.earlier-acts', {});
    expect([others, acts.map(({ isAtCentral }) => isAtCentral)]).toEqual([0, [true, false, false]]);
    expect(acts.every(({ caseNumber, isCaseHere }) => caseNumber !== '' && isCaseHere)).toBe(true);
    expect((await copy.call('case-file.typed', { caseId })).map((each) => each.text)).toEqual(['half a sentence']);

    const [both, again, done] = acts;
    const actId = randomUUID();
    const asked = { id: again?.id ?? 0, how: 'again', actId } as const;
    expect(await copy.call('device.deal-with', asked)).toEqual({ n: 1 });
    expect(await copy.call('device.deal-with', asked)).toEqual({ n: 1 });
    await expect(copy.call('device.deal-with', { ...asked, actId: randomUUID() })).rejects.toEqual(
      failure('act-not-found'),
    );
    for (const { id = 0 } of [both ?? {}, done ?? {}] as { id?: number }[])
      await copy.call('device.deal-with', { id, how: 'done', actId: randomUUID() });
    expect(await wordsOf(copy)).toEqual([]);
    await atRest(copy);
    const ledger = (await copy.call('outbox.list', everything)).items;
    expect(ledger.map(({ n, state, earlier }) => [n, state, earlier === null])).toEqual([
      [1, 'received', true],
      [1, 'received', false],
    ]);
    for (const item of ledger) await receiptHolds(copy, item);
    const page = async (offset: number, more: object = {}) =>
      (await copy.call('outbox.list', { ...everything, offset, limit: 1, ...more })).items.map((each) => each.earlier);
    expect([await page(0), await page(1), await page(2)]).toEqual([[null], [known?.earlier], []]);
    expect(await page(0, { show: 'open' })).toEqual([]);
    expect(await page(0, { show: 'refused' })).toEqual([]);
    expect(await page(1, { kinds: ['case.take'] })).toEqual([]);
    expect(await page(1, { caseNumber: known?.caseNumber ?? '' })).toEqual([known?.earlier]);
    // The other one was never disturbed, and both go on.
    await first.call('case-file.act', note(caseId, 'the first goes on'));
    await atRest(first);
    await first.until('case-file.view', { caseId }, ({ state }) => state.notes.length === 5);
    expect(await textsOf(first, caseId)).toContain('of the copy');
    await copy.stop();
    await first.stop();
    expect([copy.bugs, first.bugs]).toEqual([[], []]);
  });

  it('keeps a document of an open act until it is done again, and shows the words to nobody but their author', async () => {
    const { caseId, first, startCopy } = await copied(3);
    await first.stop();
    const copy = await startCopy();
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5000)]);
    const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256;
    await copy.call('documents.begin', { caseId, sha256, sizeBytes: bytes.length });
    await copy.call('documents.append', { sha256, offset: 0, bytes: new Uint8Array(bytes) });
    const facts = {
      type: 'bank-statement',
      title: 'Statement',
      origin: 'scan-batch',
      applicantId: null,
      dated: null,
    } as const;
    const documentId = randomUUID() as DocumentId;
    await copy.call('documents.add', { actId: randomUUID(), caseId, documentId, sha256, ...facts });
    await copy.call('sync.set-offline', { offline: false });
    await stopped(copy);
    await copy.call('device.renew', {});
    await atRest(copy);
    expect((await copy.call('sync.status', {})).documents.owed).toBe(1);

    await copy.call('session.demo-sign-in', { officerId: staff.otherOfficer.officerId });
    await atRest(copy);
    expect(await copy.call('device.earlier-acts', {})).toEqual({ acts: [], others: 2 });
    await expect(copy.call('device.deal-with', { id: 3, how: 'done', actId: randomUUID() })).rejects.toEqual(
      failure('act-not-found'),
    );
    await copy.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    await atRest(copy);
    const { acts } = await copy.call('device.earlier-acts', {});
    const added = acts.find(({ type }) => type === 'document.add');
    await copy.call('device.deal-with', { id: added?.id ?? 0, how: 'again', actId: randomUUID() });
    await copy.until('sync.status', {}, ({ documents, waiting }) => documents.owed === 0 && waiting.acts === 0);
    const device = await deviceOf(central.url, staff.officer.officerId);
    const given = await device.raw(`/documents/${sha256}`);
    expect(Buffer.from(await given.arrayBuffer()).equals(bytes)).toBe(true);
    await copy.stop();
    expect(copy.bugs).toEqual([]);
  });

  it('never signs again: a decision without an answer leaves the case, and comes back as a draft only', async () => {
    const { caseId, first, startCopy } = await copied(4);
    await first.stop();
    const copy = await startCopy();
    await passAssessments(copy, caseId);
    await signApproval(copy, caseId, 'Ties shown.');
    await copy.call('sync.set-offline', { offline: false });
    await stopped(copy);
    await copy.call('device.renew', {});
    await atRest(copy);
    expect((await copy.call('case-file.view', { caseId })).state.decision).toMatchObject({ signed: null, draft: null });
    const { acts } = await copy.call('device.earlier-acts', {});
    const signature = acts.at(-1);
    expect(signature).toMatchObject({ type: 'decision.sign', becomesDraft: true, isAtCentral: false });
    await copy.call('device.deal-with', { id: signature?.id ?? 0, how: 'again', actId: randomUUID() });
    await atRest(copy);
    const { decision } = (await copy.call('case-file.view', { caseId })).state;
    expect(decision).toMatchObject({ signed: null, draft: { outcome: 'approve', remark: 'Ties shown.' } });
    await copy.stop();
    expect(copy.bugs).toEqual([]);
  });

  it('is the new device after a restart too, and its backup put back is that device', async () => {
    const { caseId, copyDir, first, startCopy } = await copied(2);
    await first.stop();
    const copy = await startCopy();
    await copy.call('case-file.act', note(caseId, 'of the copy'));
    await copy.call('sync.set-offline', { offline: false });
    await stopped(copy);
    const { setAside } = await copy.call('device.renew', {});
    await atRest(copy);
    const { id } = await copy.call('backup.now', {});
    await copy.call('case-file.act', note(caseId, 'as the new one'));
    await atRest(copy);
    await copy.stop();
    // As if it had been cut off between the new device in the store and its journal.
    cpSync(join(copyDir, setAside, 'outbox.journal'), join(copyDir, 'outbox.journal'));
    const again = await startCopy();
    await atRest(again);
    expect(await wordsOf(again)).toEqual(['in both copies', 'of the copy']);
    await again.call('backup.put-back', { id });
    await atRest(again);
    expect(await wordsOf(again)).toEqual(['in both copies', 'of the copy']);
    const ledger = (await again.call('outbox.list', everything)).items;
    expect(ledger.map(({ n, state, earlier }) => [n, state, earlier === null])).toEqual([
      [1, 'received', true],
      [1, 'received', false],
    ]);
    await again.stop();
    expect(again.bugs).toEqual([]);
  });
});

describe('a device that has lost the same acts as central', () => {
  it('stops before it sends anything out of order, and goes on as a new device with what it still has', async () => {
    const dataDir = testFolder();
    const earlier = await startCentral({ database: 'folder', dataDir });
    const [caseId] = await seedCases(earlier.central, 1, { holder: staff.officer.officerId });
    if (caseId === undefined) throw new Error('a case was seeded');
    const backup = testFolder();
    await earlier.stop();
    cpSync(dataDir, backup, { recursive: true });

    const port = Number(new URL(earlier.url).port);
    const now = await startCentral({ database: 'folder', dataDir, port, withStaff: false });
    const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl: now.url });
    await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    await atRest(core);
    for (const text of ['one', 'two', 'three']) await core.call('case-file.act', note(caseId, text));
    await atRest(core);
    await core.call('sync.set-offline', { offline: true });
    await core.call('case-file.act', note(caseId, 'four'));
    await now.stop();
    // The ledger of the device has lost its beginning, and central goes back to before it.
    core.session.requireOpen().db.run(sql`delete from outbox where n <= 2`);
    expect((await runCentral(['restored', '--data', backup])).code).toBe(0);
    const back = await startCentral({ database: 'folder', dataDir: backup, port, withStaff: false });
    await core.call('sync.set-offline', { offline: false });
    const { problem, details } = await stopped(core);
    expect([problem, details]).toEqual(['acts-missing', { from: 1, through: 2 }]);
    expect(await back.central.database.read((db) => db.rows(centralSql`select n from command_result`))).toEqual([]);

    await core.call('device.renew', {});
    await atRest(core);
    expect(await wordsOf(core)).toEqual(['three', 'four']);
    await core.call('case-file.act', note(caseId, 'of the new device'));
    await atRest(core);
    expect(await textsOf(core, caseId)).toEqual(['of the new device']);
    await core.stop();
    await back.stop();
    expect(core.bugs).toEqual([]);
  }, 120_000);
});
