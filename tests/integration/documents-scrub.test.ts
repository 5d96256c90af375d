import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type ScrubFindings, scrubDocuments } from '#central/documents/scrub.ts';
import type { ContractValue } from '#shared/contract/contract.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import { putDocument, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { codeOf, deviceOf } from '#support/central-device.ts';
import { type CoreUnderTest, startCoreWithStore } from '#support/core.ts';
import { pdf } from '#support/sent-document.ts';
import { testFolder } from '#support/test-database.ts';

let test: TestCentral;
let caseCount = 900;

beforeAll(async () => {
  test = await startCentral();
});
afterAll(() => test.stop());

const fileOf = (sha256: string): string =>
  join(test.dataDir, 'documents', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

function scrub(): Promise<ScrubFindings> {
  const { database, documents, sync } = test.central;
  return scrubDocuments({ database, documents, now: () => sync.clock.now(), onProgress: () => undefined });
}

/** A case of the officer's with two stored documents. */
async function caseWith(contents: readonly Buffer[]) {
  const stored = await Promise.all(contents.map((content) => putDocument(test.central, content)));
  const [caseId] = await seedCases(test.central, 1, {
    from: (caseCount += 1),
    holder: staff.officer.officerId,
    contents: stored,
  });
  if (caseId === undefined) throw new Error('a case was made');
  return { caseId, hashes: stored.map(({ sha256 }) => sha256) };
}

async function coreWith(hashes: readonly Sha256[], caseId: Awaited<ReturnType<typeof caseWith>>['caseId']) {
  const core: CoreUnderTest = await startCoreWithStore({ dataDir: testFolder(), centralUrl: test.url });
  onTestFinished(() => core.stop());
  await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
  await core.until('sync.status', {}, ({ state }) => state === 'up-to-date');
  await core.until('case-file.view', { caseId }, ({ documents }) =>
    Object.values(documents).every(({ presence }) => presence === 'present'),
  );
  expect(hashes).toHaveLength(2);
  return core;
}

describe('checking the stored documents', () => {
  it('finds a flipped byte, a cut file and a lost one, and nothing else', async () => {
    const before = await scrub();
    const { hashes } = await caseWith([pdf(4000), pdf(5000)]);
    const [third] = (await caseWith([pdf(6000), pdf(100)])).hashes;
    const [first, second] = hashes;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three were stored');
    expect(await scrub()).toMatchObject({ checked: before.checked + 4, damaged: 0, lost: 0 });
    const rotten = randomBytes(4009);
    await writeFile(fileOf(first), rotten);
    await writeFile(fileOf(second), 'short');
    await rm(fileOf(third));
    expect(await scrub()).toMatchObject({ checked: before.checked + 4, damaged: 2, lost: 1 });
    const officer = await deviceOf(test.url, staff.officer.officerId);
    const wanted = await officer.request('/documents/wanted');
    const whyOf = (hash: string) =>
      (wanted.body as { documents: { sha256: string; why: string }[] }).documents.find((each) => each.sha256 === hash)
        ?.why;
    expect([first, second, third].map(whyOf)).toEqual(['damaged', 'damaged', 'lost']);
    expect(codeOf(await officer.request(`/documents/${first}`))).toBe('document-damaged');
  });

  it('ends with the document put right by a device that holds it', { timeout: 40_000 }, async () => {
    const contents = [pdf(400_000), pdf(3000)];
    const { caseId, hashes } = await caseWith(contents);
    const core = await coreWith(hashes, caseId);
    await writeFile(fileOf(hashes[0] ?? ''), randomBytes(400_009));
    await rm(fileOf(hashes[1] ?? ''));
    await scrub();
    // The device asks what central misses when somebody signs in, and every five minutes.
    await core.call('session.sign-out', {});
    await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    const officer = await deviceOf(test.url, staff.officer.officerId);
    const repaired = async (at: number): Promise<boolean> => {
      const answer = await officer.raw(`/documents/${hashes[at] ?? ''}`);
      const body = Buffer.from(await answer.arrayBuffer());
      return answer.status === 200 && body.equals(contents[at] ?? Buffer.alloc(0));
    };
    await expect.poll(() => repaired(0), { timeout: 20_000 }).toBe(true);
    await expect.poll(() => repaired(1), { timeout: 20_000 }).toBe(true);
    expect(await scrub()).toMatchObject({ recovered: 0 });
    expect(core.bugs).toEqual([]);
  });

  it('notices a rotten document when it is read whole, cuts the answer, and asks for it from then on', async () => {
    const { hashes } = await caseWith([pdf(200_000), pdf(10)]);
    const [hash = ''] = hashes;
    await writeFile(fileOf(hash), randomBytes(200_009));
    const officer = await deviceOf(test.url, staff.officer.officerId);
    const answer = await officer.raw(`/documents/${hash}`);
    await expect(answer.arrayBuffer()).rejects.toThrow('terminated');
    expect(codeOf(await officer.request(`/documents/${hash}`))).toBe('document-damaged');
  });

  it('takes back what it said of a document that is right again', async () => {
    const content = pdf(3000);
    const { hashes } = await caseWith([content, pdf(10)]);
    const [hash = ''] = hashes;
    await rm(fileOf(hash));
    await scrub();
    await writeFile(fileOf(hash), content);
    const { recovered } = await scrub();
    expect(recovered).toBeGreaterThan(0);
    const officer = await deviceOf(test.url, staff.officer.officerId);
    expect((await officer.request(`/documents/${hash}`)).status).toBe(200);
  });
});

describe('a document whose bytes do not match', () => {
  it('is not kept by the device; it says that the copy at central is damaged', async () => {
    const { caseId, hashes } = await caseWith([pdf(30_000), pdf(3000)]);
    const [hash = ''] = hashes;
    await writeFile(fileOf(hash), pdf(30_000));
    const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl: test.url });
    onTestFinished(() => core.stop());
    await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    const standingOf = ({ documents, state }: ContractValue<'case-file.view'>) =>
      state.documents.filter((each) => each.sha256 === hash).map(({ id }) => documents[id])[0];
    await core.until('sync.status', {}, ({ state }) => state === 'up-to-date');
    const view = await core.until('case-file.view', { caseId }, (seen) => standingOf(seen)?.absent != null);
    expect(standingOf(view)).toMatchObject({ absent: { why: 'damaged' } });
    expect(standingOf(view)?.presence).not.toBe('present');
    expect(core.bugs).toEqual([]);
  });
});
