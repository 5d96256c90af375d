import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { wantAgain } from '#central/documents/wanted-documents.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { wantedDocuments } from '#shared/protocol/documents.ts';
import { putDocument, runCentral, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { type Device, deviceOf } from '#support/central-device.ts';
import { databaseKinds, startCentralOn } from '#support/central-on.ts';
import { addOf, hashOf, pdf } from '#support/sent-document.ts';
import { testFolder } from '#support/test-database.ts';

/** Every time that the store is asked for a content, by hash. */
function askedOf({ central }: TestCentral): string[] {
  const asked: string[] = [];
  const { documents } = central;
  const { sizeOf } = documents;
  vi.spyOn(documents, 'sizeOf').mockImplementation((hash) => {
    asked.push(hash);
    return sizeOf.call(documents, hash);
  });
  return asked;
}

async function wantedBy(device: Device): Promise<string[]> {
  const answer = await device.request('/documents/wanted');
  return wantedDocuments.parse(answer.body).documents.map(({ sha256 }) => sha256);
}

async function push(device: Device, act: CommandEnvelope): Promise<void> {
  const { results } = await device.push([act]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['accepted']);
}

it.each(databaseKinds)('the store is asked once for what a device has still to send, on %s', async (kind) => {
  const test = await startCentralOn(kind);
  onTestFinished(() => test.stop());
  const [caseId = ''] = await seedCases(test.central, 1, { holder: staff.officer.officerId });
  const device = await deviceOf(test.url, staff.officer.officerId);
  const [first, second] = [pdf(900), pdf(800)];
  const asked = askedOf(test);
  await push(device, device.act({ caseId, type: 'document.add', payload: addOf(first), epoch: 1 }));
  expect(await wantedBy(device)).toEqual([hashOf(first)]);
  expect(await wantedBy(device)).toEqual([hashOf(first)]);
  expect(asked).toEqual([hashOf(first)]);
  await push(device, device.act({ caseId, type: 'document.add', payload: addOf(second), epoch: 1 }));
  expect((await wantedBy(device)).sort()).toEqual([hashOf(first), hashOf(second)].sort());
  expect(await wantedBy(device)).toHaveLength(2);
  expect(asked).toEqual([hashOf(first), hashOf(second)]);
});

it('a database that was put back finds what came after its backup in the store, and asks for nothing twice', async () => {
  const dataDir = testFolder();
  const backup = testFolder();
  const before = await startCentral({ database: 'folder', dataDir });
  const [caseId = ''] = await seedCases(before.central, 1, { holder: staff.officer.officerId });
  const device = await deviceOf(before.url, staff.officer.officerId);
  const port = Number(new URL(before.url).port);
  await before.stop();
  cpSync(join(dataDir, 'pglite'), backup, { recursive: true });

  const later = await startCentral({ database: 'folder', dataDir, withStaff: false, port });
  const [stored, unsent] = [pdf(4000), pdf(3000)];
  const acts = [stored, unsent].map((content) =>
    device.act({ caseId, type: 'document.add', payload: addOf(content), epoch: 1 }),
  );
  await device.push(acts);
  await later.central.documents.put(stored);
  expect(await wantedBy(device)).toEqual([hashOf(unsent)]);
  await later.stop();
  rmSync(join(dataDir, 'pglite'), { recursive: true });
  cpSync(backup, join(dataDir, 'pglite'), { recursive: true });
  expect((await runCentral(['restored', '--data', dataDir])).code).toBe(0);

  const back = await startCentral({ database: 'folder', dataDir, withStaff: false, port });
  onTestFinished(() => back.stop());
  const asked = askedOf(back);
  await device.push(acts);
  expect(await wantedBy(device)).toEqual([hashOf(unsent)]);
  expect(asked.sort()).toEqual([hashOf(stored), hashOf(unsent)].sort());
  expect(await wantedBy(device)).toEqual([hashOf(unsent)]);
  expect(asked).toHaveLength(2);
  const read = await device.raw(`/documents/${hashOf(stored)}`);
  expect(Buffer.from(await read.arrayBuffer()).equals(stored)).toBe(true);
});

it('what was lost from the store is looked for each time: its disk may come back', async () => {
  const test = await startCentral();
  onTestFinished(() => test.stop());
  const content = pdf(700);
  const stored = await putDocument(test.central, content);
  await seedCases(test.central, 1, { holder: staff.officer.officerId, contents: [stored] });
  const device = await deviceOf(test.url, staff.officer.officerId);
  const { database, documents, sync } = test.central;
  await documents.remove(stored.sha256);
  await database.write((db) => wantAgain(db, stored.sha256, 'lost', sync.clock.now()));
  const asked = askedOf(test);
  expect([await wantedBy(device), await wantedBy(device)]).toEqual([[stored.sha256], [stored.sha256]]);
  expect(asked).toHaveLength(2);
  await documents.put(content);
  expect(await wantedBy(device)).toEqual([]);
});
