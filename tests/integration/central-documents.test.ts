import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFolderStore } from '#central/documents/folder-store.ts';
import { sql } from '#central/store/sql.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import type { TestCentral } from '#support/central.ts';
import { putDocument, seedCases, staff, startCentral } from '#support/central.ts';
import type { Device } from '#support/central-device.ts';
import { codeOf, deviceOf } from '#support/central-device.ts';

let test: TestCentral;
let officer: Device;
const bytes = randomBytes(300_000);
const path = `/documents/${createHash('sha256').update(bytes).digest('hex')}`;
const etag = `"${path.slice(-64)}"`;

beforeAll(async () => {
  test = await startCentral();
  const stored = await putDocument(test.central, bytes);
  await seedCases(test.central, 1, { holder: staff.officer.officerId, contents: [stored] });
  officer = await deviceOf(test.url, staff.officer.officerId);
});
afterAll(() => test?.stop());

const get = async (headers: Record<string, string> = {}, method = 'GET') => {
  const response = await officer.raw(path, { method, headers });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
};

describe('a document', () => {
  it('comes whole, with its length, kind and entity tag', async () => {
    const { status, headers, body } = await get();
    expect([status, body.equals(bytes)]).toEqual([200, true]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '300000',
      'accept-ranges': 'bytes',
      etag,
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=100-199', 100, 200],
    ['bytes=299999-', 299_999, 300_000],
    ['bytes=-500', 299_500, 300_000],
    ['bytes=200000-999999999', 200_000, 300_000],
  ])('gives the range %s', async (range, start, end) => {
    const { status, headers, body } = await get({ range });
    expect(status).toBe(206);
    expect(headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/300000`);
    expect(body.equals(bytes.subarray(start, end))).toBe(true);
  });

  it.each(['bytes=300000-', 'bytes=-0'])('answers 416 for %s', async (range) => {
    const { status, headers } = await get({ range });
    expect([status, headers.get('content-range')]).toEqual([416, 'bytes */300000']);
  });

  it.each(['bytes=0-1,5-9', 'pages=1-2', 'bytes=9-5', 'bytes=-'])(
    'gives the whole for %s, which it does not serve',
    async (range) => {
      expect((await get({ range })).status).toBe(200);
    },
  );

  it('gives a range only while the content is the same, and nothing where the client has it', async () => {
    expect((await get({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await get({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
  });

  it('answers HEAD without a body', async () => {
    const { status, headers, body } = await get({}, 'HEAD');
    expect([status, headers.get('content-length'), body.length]).toEqual([200, '300000', 0]);
  });

  it('is for those who see a case with it in full or at intake, for others it is not there', async () => {
    const statusFor = async (who: string) => (await (await deviceOf(test.url, who)).raw(path)).status;
    expect(await statusFor(staff.clerk.officerId)).toBe(200);
    expect(await statusFor(staff.supervisor.officerId)).toBe(404);
    expect(await statusFor(staff.otherOfficer.officerId)).toBe(404);
    expect(await statusFor(staff.farOfficer.officerId)).toBe(404);
    const missing = await officer.request(`/documents/${'0'.repeat(64)}`);
    expect([missing.status, codeOf(missing)]).toEqual([404, 'document-not-found']);
    expect((await officer.request('/documents/..%2f..%2fetc%2fpasswd')).status).toBe(400);
  });

  it('leaves an entry in the audit log for each reading and each attempt', async () => {
    const rows = await test.central.database.read((db) =>
      db.rows<{ entry: string }>(sql`select entry from audit_log where entry like '%document:read%'`),
    );
    const entries = rows.map(
      (row) => JSON.parse(row.entry) as { who: string; outcome: string; subject: string; from: string },
    );
    expect(entries.some((each) => each.who === staff.officer.officerId && each.outcome === 'done')).toBe(true);
    expect(entries.some((each) => each.who === staff.supervisor.officerId && each.outcome === 'denied')).toBe(true);
    expect(entries.every((each) => each.subject === path.slice(-64) && each.from === '127.0.0.1')).toBe(true);
  });

  it('whose bytes are gone or cut short at central is said to be missing or damaged', async () => {
    const stored = await putDocument(test.central, Buffer.from('%PDF-1.4 will be lost'));
    await seedCases(test.central, 1, { from: 50, holder: staff.officer.officerId, contents: [stored] });
    const file = join(test.dataDir, 'documents', stored.sha256.slice(0, 2), stored.sha256.slice(2, 4), stored.sha256);
    await writeFile(file, 'short');
    const damaged = await officer.request(`/documents/${stored.sha256}`);
    expect([damaged.status, codeOf(damaged)]).toEqual([410, 'document-damaged']);
    const other = await putDocument(test.central, Buffer.from('%PDF-1.4 will be gone'));
    await seedCases(test.central, 1, { from: 51, holder: staff.officer.officerId, contents: [other] });
    await rm(join(test.dataDir, 'documents', other.sha256.slice(0, 2), other.sha256.slice(2, 4), other.sha256));
    const missing = await officer.request(`/documents/${other.sha256}`);
    expect([missing.status, codeOf(missing)]).toEqual([410, 'document-missing']);
  });
});

describe('the folder of documents', () => {
  it('keeps a content once, refuses bytes that are not what they should be, and mends bytes that have rotted', async () => {
    const store = test.central.documents;
    const content = Buffer.from('some bytes');
    const first = await store.put(content);
    expect(first.isNew).toBe(true);
    expect((await store.put(content)).isNew).toBe(false);
    await expect(store.put(content, 'f'.repeat(64))).rejects.toMatchObject({ code: 'document-damaged' });
    const file = join(test.dataDir, 'documents', first.sha256.slice(0, 2), first.sha256.slice(2, 4), first.sha256);
    await writeFile(file, 'SOME BYTES');
    expect((await store.put(content)).isNew).toBe(true);
    expect((await (await store.read(first.sha256, 0, 4)).toArray()).join('')).toBe('some');
  });

  it('removes at its start what a cut left unfinished', async () => {
    const root = join(test.dataDir, 'documents');
    const left = join(root, 'unfinished', 'left');
    await writeFile(left, 'half');
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(left, longAgo, longAgo);
    await openFolderStore(root);
    expect(await readdir(join(root, 'unfinished'))).toEqual([]);
  });

  it('leaves alone what another central on it is writing as it starts', async () => {
    const root = join(test.dataDir, 'documents');
    const store = test.central.documents;
    const content = Buffer.from('the first half and the second half');
    const sha256 = createHash('sha256').update(content).digest('hex') as Sha256;
    const halves = async function* (): AsyncGenerator<Uint8Array> {
      yield content.subarray(0, 14);
      expect(await readdir(join(root, 'unfinished'))).toHaveLength(1);
      await openFolderStore(root);
      yield content.subarray(14);
    };
    await store.putStream(halves(), { sha256, sizeBytes: content.length });
    expect(await store.sizeOf(sha256)).toBe(content.length);
    expect(await readdir(join(root, 'unfinished'))).toEqual([]);
  });
});
