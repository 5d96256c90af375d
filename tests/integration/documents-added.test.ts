import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ContractArgs, ContractValue, MethodName } from '#shared/contract/contract.ts';
import { commandPayloads } from '#shared/model/command.ts';
import type { CaseId, DocumentId, OfficerId, Sha256 } from '#shared/model/ids.ts';
import { seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';
import { startChildCore } from '#support/child-core.ts';
import { type CoreUnderTest, newId, startCoreWithStore } from '#support/core.ts';
import { type CuttingProxy, startCuttingProxy } from '#support/cutting-proxy.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { pdf } from '#support/sent-document.ts';
import { testFolder } from '#support/test-database.ts';

let test: TestCentral;
let caseCount = 500;

beforeAll(async () => {
  test = await startCentral();
});
afterAll(() => test.stop());

const hashOf = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex') as Sha256;

type Caller = { call<Name extends MethodName>(method: Name, args: ContractArgs<Name>): Promise<ContractValue<Name>> };

async function signIn(core: Caller, officerId: OfficerId): Promise<void> {
  await core.call('session.demo-sign-in', { officerId });
}

async function newCase(): Promise<CaseId> {
  const [caseId] = await seedCases(test.central, 1, { from: (caseCount += 1), holder: staff.officer.officerId });
  if (caseId === undefined) throw new Error('a case was made');
  return caseId;
}

async function newCore(centralUrl = test.url, officerId = staff.officer.officerId): Promise<CoreUnderTest> {
  const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl });
  onTestFinished(() => core.stop());
  await signIn(core, officerId);
  await core.until('sync.status', {}, ({ state }) => state === 'up-to-date');
  return core;
}

const factsOf = { type: 'bank-statement', title: 'Statement of account', origin: 'scan-batch' } as const;

/** A content as a document of a case, under an act and an id of its own. */
function wishFor(caseId: CaseId, sha256: Sha256) {
  const documentId = newId() as DocumentId;
  return { actId: newId(), caseId, documentId, sha256, ...factsOf, applicantId: null, dated: null };
}

/** As a window adds a file: begin, append in pieces, add. */
async function addFile(core: Caller, caseId: CaseId, bytes: Buffer, pieceBytes = 300_000): Promise<DocumentId> {
  const sha256 = hashOf(bytes);
  let { bytesHere } = await core.call('documents.begin', { caseId, sha256, sizeBytes: bytes.length });
  while (bytesHere < bytes.length) {
    const piece = new Uint8Array(bytes.subarray(bytesHere, bytesHere + pieceBytes));
    ({ bytesHere } = await core.call('documents.append', { sha256, offset: bytesHere, bytes: piece }));
  }
  const wish = wishFor(caseId, sha256);
  await core.call('documents.add', wish);
  return wish.documentId;
}

/** The bytes as central gives them to a colleague; null where it does not have them. */
async function atCentral(content: Buffer, reader = staff.officer.officerId): Promise<Buffer | null> {
  const device = await deviceOf(test.url, reader);
  const response = await device.raw(`/documents/${hashOf(content)}`);
  const body = Buffer.from(await response.arrayBuffer());
  return response.status === 200 ? body : null;
}

/** A supervisor moves the case meanwhile. */
async function reassign(caseId: CaseId, to: OfficerId): Promise<void> {
  const device = await deviceOf(test.url, staff.supervisor.officerId);
  const line = (await device.bootstrap(staff.supervisor.officeId)).find(
    (each) => each.kind === 'case' && each.state.id === caseId,
  );
  if (line?.kind !== 'case') throw new Error('the supervisor sees the case');
  const { epoch, version, act } = line.state.assignment;
  const wish = { caseId, epoch, records: { assignment: version }, made: act == null ? {} : { assignment: act } };
  const payload = { to, officeId: null, reason: 'Absence' };
  const { results } = await device.push([device.act({ ...wish, type: 'case.reassign', payload })]);
  expect(results[0]?.outcome).toBe('accepted');
}

const ledger = { show: 'all', offset: 0, limit: 10 } as const;

const allHere = (owed: number) => (status: { documents: { owed: number }; waiting: { acts: number } }) =>
  status.documents.owed === owed && status.waiting.acts === 0;

describe('a document that is added on a device', () => {
  it('is on its disk at once, encrypted, and then at central and on the devices of others', async () => {
    const caseId = await newCase();
    const core = await newCore();
    const content = Buffer.concat([pdf(700_000), Buffer.from('Ngozi Okafor, account 123-456')]);
    const documentId = await addFile(core, caseId, content);
    const view = await core.call('case-file.view', { caseId });
    expect(view.documents[documentId]).toMatchObject({ presence: 'present' });
    expect(view.state.documents.at(-1)).toMatchObject({
      id: documentId,
      mime: 'application/pdf',
      origin: 'scan-batch',
    });
    await core.until('sync.status', {}, allHere(0));
    expect((await atCentral(content))?.equals(content)).toBe(true);
    const after = await core.call('case-file.view', { caseId });
    expect(after.documents[documentId]).toEqual({
      presence: 'present',
      bytesHere: content.length,
      absent: null,
      sending: null,
    });

    const clerk = await newCore(test.url, staff.clerk.officerId);
    await clerk.call('case-file.open', { actId: newId(), caseId, reason: 'Papers' });
    await clerk.until('case-file.view', { caseId }, (seen) => seen.documents[documentId]?.presence === 'present');
    expect(core.bugs).toEqual([]);
  });

  it('is told as missing, with its office, to those who see the case before its bytes have come', async () => {
    const caseId = await newCase();
    const core = await newCore();
    await core.call('documents.pause', { paused: true });
    const content = pdf(300_000);
    const documentId = await addFile(core, caseId, content);
    const waiting = await core.until('sync.status', {}, ({ waiting: { acts } }) => acts === 0);
    expect(waiting.documents).toMatchObject({ paused: true, owed: 1, owedBytes: content.length });
    expect((await core.call('case-file.view', { caseId })).documents[documentId]?.sending).toEqual({
      bytesThere: 0,
      problem: null,
    });
    const clerk = await newCore(test.url, staff.clerk.officerId);
    await clerk.call('case-file.open', { actId: newId(), caseId, reason: 'Papers' });
    const missing = await clerk.until(
      'case-file.view',
      { caseId },
      (seen) => seen.documents[documentId]?.absent != null,
    );
    expect(missing.documents[documentId]).toMatchObject({
      presence: 'missing',
      absent: { why: 'not-yet', office: 'CPCO' },
    });

    await core.call('documents.pause', { paused: false });
    await core.until('sync.status', {}, allHere(0));
    await clerk.call('sync.now', {});
    const there = await clerk.until(
      'case-file.view',
      { caseId },
      (seen) => seen.documents[documentId]?.presence === 'present',
    );
    expect(there.documents[documentId]?.absent).toBeNull();
  });

  it('comes through a connection that is cut at every so many bytes', { timeout: 60_000 }, async () => {
    const caseId = await newCase();
    const proxy: CuttingProxy = await startCuttingProxy(test.url);
    onTestFinished(() => proxy.stop());
    const core = await newCore(proxy.url);
    const content = pdf(900_000);
    proxy.cutUpAfter(150_001);
    await addFile(core, caseId, content);
    for (let cuts = 0; cuts < 40; cuts += 1) {
      const { documents } = await core.call('sync.status', {});
      if (documents.owed === 0) break;
      await core.call('sync.now', {});
      await core.nextEvent('sync.changed').catch(() => undefined);
    }
    proxy.cutUpAfter(null);
    await core.call('sync.now', {});
    await core.until('sync.status', {}, allHere(0));
    expect((await atCentral(content))?.equals(content)).toBe(true);
    expect(core.bugs).toEqual([]);
  });

  it('survives the end of the core at any moment of it', { timeout: 90_000 }, async () => {
    const caseId = await newCase();
    const dataDir = testFolder();
    const keychain = new FakeKeychain();
    const proxy = await startCuttingProxy(test.url);
    onTestFinished(() => proxy.stop());
    const content = pdf(600_000);
    const first = startChildCore(dataDir, keychain, proxy.url);
    await first.call('store.create', { passphrase: null });
    await signIn(first, staff.officer.officerId);
    await untilHere(first, caseId);
    proxy.cutUpAfter(200_000);
    await addFile(first, caseId, content);
    await first.kill();
    for (const limit of [260_000, 120_000]) {
      const next = startChildCore(dataDir, keychain, proxy.url);
      proxy.cutUpAfter(limit);
      await untilOpen(next);
      await next.call('sync.now', {});
      await next.kill();
    }
    proxy.cutUpAfter(null);
    const last = startChildCore(dataDir, keychain, proxy.url);
    await untilOpen(last);
    for (let done = false; !done; ) {
      await last.call('sync.now', {});
      const { documents, waiting } = await last.call('sync.status', {});
      done = documents.owed === 0 && waiting.acts === 0;
    }
    expect((await atCentral(content))?.equals(content)).toBe(true);
    await last.drain();
    expect(plaintextIn(dataDir, content)).toEqual([]);
  });

  it('is not taken as another kind of file, too large, twice, or half', async () => {
    const caseId = await newCase();
    const core = await newCore();
    const script = Buffer.from('#!/bin/sh\n'.padEnd(5000, 'x'));
    await expect(addFile(core, caseId, script)).rejects.toMatchObject({ code: 'unsupported-format' });
    const begin = { caseId, sha256: 'e'.repeat(64) as Sha256, sizeBytes: 101 * 1024 * 1024 };
    await expect(core.call('documents.begin', begin)).rejects.toMatchObject({ code: 'document-too-large' });
    const content = pdf(5000);
    await addFile(core, caseId, content);
    await expect(addFile(core, caseId, content)).rejects.toMatchObject({ code: 'rule-refused' });
    const other = pdf(5000);
    const sha256 = hashOf(other);
    await core.call('documents.begin', { caseId, sha256, sizeBytes: other.length });
    const piece = { sha256, offset: 0, bytes: new Uint8Array(other.subarray(0, 1000)) };
    await core.call('documents.append', piece);
    await expect(core.call('documents.append', piece)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(core.call('documents.add', wishFor(caseId, sha256))).rejects.toMatchObject({
      code: 'document-damaged',
    });
    await core.call('documents.cancel', { sha256 });
    expect((await core.call('documents.storage', {})).counts.partial).toBe(0);
    expect(core.bugs).toEqual([]);
  });

  it('after a reassignment comes with its draft to the new officer, who sees it and puts it on the file', async () => {
    const caseId = await newCase();
    const author = await newCore();
    const content = pdf(50_000);
    await author.call('sync.set-offline', { offline: true });
    const documentId = await addFile(author, caseId, content);
    await reassign(caseId, staff.otherOfficer.officerId);
    await author.call('documents.pause', { paused: true });
    await author.call('sync.set-offline', { offline: false });
    const { items } = await author.until('outbox.list', ledger, (list) => list.items[0]?.state === 'handed-over');
    const [draft] = items;
    if (draft === undefined) throw new Error('the act is in the ledger');
    // Read and done with for its author: the only copy of the file stays until central has it.
    await author.call('conflict.answer', { n: draft.n, actId: newId(), answer: 'read', reason: '' });
    const next = await newCore(test.url, staff.otherOfficer.officerId);
    const standing = async () => (await next.call('case-file.view', { caseId })).documents[documentId];
    expect(await standing()).toMatchObject({ presence: 'missing' });
    await author.call('documents.pause', { paused: false });
    await author.until('sync.status', {}, allHere(0));
    await next.call('sync.now', {});
    await next.until('case-file.view', { caseId }, (view) => view.documents[documentId]?.presence === 'present');
    const facts = await next.call('viewer.facts', { sha256: hashOf(content) });
    expect(facts).toMatchObject({ presence: 'present', sizeBytes: content.length });
    const { state } = await next.call('case-file.view', { caseId });
    expect(state.documents.map(({ id }) => id)).not.toContain(documentId);
    const [left] = state.handedOver ?? [];
    if (left === undefined) throw new Error('the draft lies on the case');
    const payload = commandPayloads['document.add'].parse(left.payload);
    await next.call('case-file.act', { actId: newId(), caseId, type: 'document.add', payload });
    const settle = { id: left.id, how: 'used', reason: '' } as const;
    await next.call('case-file.act', { actId: newId(), caseId, type: 'handed-over.settle', payload: settle });
    await next.until('sync.status', {}, allHere(0));
    const after = await next.call('case-file.view', { caseId });
    expect(after.state.documents.map(({ id }) => id)).toContain(documentId);
    expect(after.documents[documentId]).toMatchObject({ presence: 'present', sending: null });
    expect(await atCentral(content, staff.otherOfficer.officerId)).toEqual(content);
    expect([...author.bugs, ...next.bugs]).toEqual([]);
  });

  it('of a draft can be sent by who left it, and by nobody else who does not see the case', async () => {
    const caseId = await newCase();
    const author = await newCore();
    const content = pdf(4000);
    await author.call('sync.set-offline', { offline: true });
    await author.call('documents.pause', { paused: true });
    await addFile(author, caseId, content);
    await reassign(caseId, staff.otherOfficer.officerId);
    await author.call('sync.set-offline', { offline: false });
    await author.until('outbox.list', ledger, (list) => list.items[0]?.state === 'handed-over');
    const metadata = `sha256 ${Buffer.from(hashOf(content)).toString('base64')}`;
    const headers = { 'upload-length': String(content.length), 'upload-metadata': metadata, 'tus-resumable': '1.0.0' };
    const begin = async (officerId: OfficerId): Promise<number> => {
      const device = await deviceOf(test.url, officerId);
      return (await device.request('/documents/uploads', { method: 'POST', headers })).status;
    };
    expect(await begin(staff.farOfficer.officerId)).toBe(404);
    expect(await begin(staff.officer.officerId)).toBe(201);
    expect(await atCentral(content)).toBeNull();
  });

  it('that was changed while it was read is refused, and nothing of it stays', async () => {
    const caseId = await newCase();
    const core = await newCore();
    const content = pdf(2000);
    const sha256 = hashOf(content);
    await core.call('documents.begin', { caseId, sha256, sizeBytes: content.length });
    await core.call('documents.append', { sha256, offset: 0, bytes: new Uint8Array(pdf(content.length - 9)) });
    await expect(core.call('documents.add', wishFor(caseId, sha256))).rejects.toMatchObject({
      code: 'document-damaged',
    });
    await core.call('documents.cancel', { sha256 });
    expect((await core.call('case-file.view', { caseId })).state.documents).toHaveLength(2);
    expect((await core.call('outbox.list', { show: 'all', offset: 0, limit: 10 })).total).toBe(0);
  });
});

async function untilOpen(core: Caller): Promise<void> {
  for (;;) {
    const { state } = await core.call('store.status', {});
    if (state === 'open') return;
    await core.call('store.unlock', { with: 'keychain' }).catch(() => undefined);
  }
}

async function untilHere(core: Caller, caseId: CaseId): Promise<void> {
  for (;;) {
    const view = await core.call('case-file.view', { caseId }).catch(() => null);
    if (view !== null) return;
  }
}

/** Files below the folder that hold a recognisable piece of the content. */
function plaintextIn(folder: string, content: Buffer): string[] {
  const needle = content.subarray(1000, 1064);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(needle));
}
