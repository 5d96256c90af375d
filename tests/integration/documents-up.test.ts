import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openCentral } from '#central/central.ts';
import { takeBytes } from '#central/documents/receive-upload.ts';
import { findUpload } from '#central/documents/upload-records.ts';
import { sql } from '#central/store/sql.ts';
import type { Instant } from '#shared/model/ids.ts';
import { protocolHeader, protocolVersion } from '#shared/protocol/version.ts';
import { putStaff, seedCases, staff, startCentral, startCentralProcess, type TestCentral } from '#support/central.ts';
import { codeOf, type Device, deviceOf } from '#support/central-device.ts';
import { addOf, hashOf, pdf } from '#support/sent-document.ts';
import { testFolder } from '#support/test-database.ts';

const tus = { 'tus-resumable': '1.0.0' };
const officerNow = new Date().toISOString() as Instant;
const bytesOfTus = { ...tus, 'content-type': 'application/offset+octet-stream' };

let test: TestCentral;
let officer: Device;
let caseCount = 100;

beforeAll(async () => {
  test = await startCentral();
  officer = await deviceOf(test.url, staff.officer.officerId);
});
afterAll(() => test.stop());

const metadata = (hash: string): string => `sha256 ${Buffer.from(hash).toString('base64')}`;

/** A case of the officer's that names this content by an accepted act. */
async function named(content: Buffer, more: object = {}): Promise<string> {
  const [caseId = ''] = await seedCases(test.central, 1, { from: (caseCount += 1), holder: staff.officer.officerId });
  const act = officer.act({ caseId, type: 'document.add', payload: addOf(content, more), epoch: 1 });
  const { results } = await officer.push([act]);
  expect(results[0]?.outcome).toBe('accepted');
  return caseId;
}

const begin = (content: Buffer, device = officer, more: Record<string, string> = {}, body?: Buffer) =>
  device.request('/documents/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(content.length), 'upload-metadata': metadata(hashOf(content)), ...more },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });

const append = (at: string, offset: number, bytes: Buffer, more: Record<string, string> = {}, device = officer) =>
  device.request(at, {
    method: 'PATCH',
    headers: { ...bytesOfTus, 'upload-offset': String(offset), ...more },
    body: new Uint8Array(bytes),
  });

const head = (at: string, headers: Record<string, string> = tus, device = officer) =>
  device.raw(at, { method: 'HEAD', headers });

async function offsetOf(at: string, device = officer): Promise<number> {
  const answer = await head(at, tus, device);
  return Number(answer.headers.get('upload-offset'));
}

const addressOf = (answer: { readonly headers: Headers }): string => answer.headers.get('location') ?? '';

/** Sends the head of a request and so many bytes of its body, then the plug is pulled. */
async function cutAfter(at: string, offset: number, bytes: Buffer, sent: number): Promise<void> {
  const { hostname, port } = new URL(test.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const headers = {
    ...bytesOfTus,
    host: hostname,
    authorization: `Bearer ${officer.token}`,
    [protocolHeader]: String(protocolVersion),
    'upload-offset': String(offset),
    'content-length': String(bytes.length),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write(`PATCH ${at} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve) => socket.write(bytes.subarray(0, sent), () => resolve()));
  socket.destroy();
  await once(socket, 'close');
}

describe('a document that an act names', () => {
  it('is missing at central, and said so with its office, until its bytes have come', async () => {
    const content = pdf(5000);
    await named(content);
    const before = await officer.request(`/documents/${hashOf(content)}`);
    expect([before.status, codeOf(before)]).toEqual([410, 'document-missing']);
    expect(before.body).toMatchObject({ error: { details: { office: 'CPCO', since: expect.any(String) } } });
    const wanted = await officer.request('/documents/wanted');
    expect(wanted.body).toMatchObject({
      documents: expect.arrayContaining([{ sha256: hashOf(content), sizeBytes: content.length, why: 'new' }]),
    });

    const begun = await begin(content);
    expect([begun.status, begun.headers.get('upload-offset')]).toEqual([201, '0']);
    const sent = await append(addressOf(begun), 0, content);
    expect([sent.status, sent.headers.get('upload-offset')]).toEqual([204, String(content.length)]);
    const after = await officer.raw(`/documents/${hashOf(content)}`);
    expect(Buffer.from(await after.arrayBuffer()).equals(content)).toBe(true);
    const left = await officer.request('/documents/wanted');
    expect(JSON.stringify(left.body)).not.toContain(hashOf(content));
  });

  it('goes on where it was cut, wherever that was', { timeout: 60_000 }, async () => {
    const content = pdf(700);
    await named(content);
    const at = addressOf(await begin(content));
    const seen: number[] = [];
    for (let step = 1; step < 300; step += 37) {
      const offset = await offsetOf(at);
      seen.push(offset);
      await cutAfter(at, offset, content.subarray(offset), step);
    }
    expect(seen).toEqual([...seen].sort((left, right) => left - right));
    // What was cut last may be counted while we look: then the offset has moved, and we look again.
    for (let status = 409; status === 409; ) {
      const offset = await offsetOf(at);
      ({ status } = await append(at, offset, content.subarray(offset)));
      expect([204, 409]).toContain(status);
    }
    const after = await officer.raw(`/documents/${hashOf(content)}`);
    expect(Buffer.from(await after.arrayBuffer()).equals(content)).toBe(true);
  });

  it('keeps every byte that came before a cut, at every place of the cut', async () => {
    const content = pdf(40);
    const parts = { database: test.central.database, documents: test.central.documents, now: () => officerNow };
    await named(content);
    const id =
      addressOf(await begin(content))
        .split('/')
        .at(-1) ?? '';
    for (let place = 0; place < content.length; place += 1) {
      const upload = await test.central.database.read((db) => findUpload(db, id));
      if (upload === null) throw new Error('the upload stays');
      expect(upload.bytesHere).toBe(place);
      const cut = async function* (): AsyncGenerator<Uint8Array> {
        yield content.subarray(place, place + 1);
        throw new Error('cut');
      };
      await expect(takeBytes(parts, upload, cut())).rejects.toThrow('cut');
    }
    const whole = await begin(content);
    expect([whole.status, whole.headers.get('upload-offset')]).toEqual([201, String(content.length)]);
    const after = await officer.raw(`/documents/${hashOf(content)}`);
    expect(Buffer.from(await after.arrayBuffer()).equals(content)).toBe(true);
    expect(await readdir(join(test.dataDir, 'documents', 'pieces'))).not.toContain(id);
  });

  it('that is there already is not sent again', async () => {
    const content = pdf(300);
    await named(content);
    await append(addressOf(await begin(content)), 0, content);
    await named(content);
    const again = await begin(content);
    expect([again.status, again.headers.get('upload-offset')]).toEqual([200, String(content.length)]);
    expect(again.headers.get('location')).toBeNull();
  });

  it('comes whole with the request that begins it', async () => {
    const content = pdf(300);
    await named(content);
    const begun = await begin(content, officer, { 'content-type': 'application/offset+octet-stream' }, content);
    expect([begun.status, begun.headers.get('upload-offset')]).toEqual([201, String(content.length)]);
    expect((await officer.request(`/documents/${hashOf(content)}`)).status).toBe(200);
  });

  it('is one upload for everybody who brings it: a second device goes on where the first stopped', async () => {
    const content = pdf(4000);
    await named(content);
    const first = addressOf(await begin(content));
    await append(first, 0, content.subarray(0, 1500));
    const clerk = await deviceOf(test.url, staff.clerk.officerId);
    const second = await begin(content, clerk);
    expect([addressOf(second), second.headers.get('upload-offset')]).toEqual([first, '1500']);
    expect((await append(first, 1500, content.subarray(1500), {}, clerk)).status).toBe(204);
    expect((await append(first, 1500, content.subarray(1500))).status).toBe(404);
  });
});

describe('a central that is killed in the middle of an upload', () => {
  it('goes on at the byte that it had kept, and has the whole in the end', async () => {
    const dataDir = testFolder();
    const first = await openCentral({ dataDir, databaseUrl: null, demo: true });
    await putStaff(first);
    const [caseId = ''] = await seedCases(first, 1, { holder: staff.officer.officerId });
    await first.close();
    const central = await startCentralProcess({ dataDir });
    const device = await deviceOf(central.url, staff.officer.officerId);
    const content = pdf(9_000_000);
    await device.push([device.act({ caseId, type: 'document.add', payload: addOf(content), epoch: 1 })]);
    const at = addressOf(await begin(content, device));

    // Most of it is on its way and the rest never comes: the request is open when central dies.
    const neverEnding = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(new Uint8Array(content.subarray(0, 6_000_000))),
    });
    const headers = { ...bytesOfTus, 'upload-offset': '0' };
    const request = { method: 'PATCH', headers, body: neverEnding, duplex: 'half' };
    const outcome = device.raw(at, request).then(
      () => 'answered',
      () => 'cut',
    );
    await expect.poll(() => offsetOf(at, device), { timeout: 30_000 }).toBeGreaterThan(0);
    const kept = await offsetOf(at, device);
    await central.kill();
    expect(await outcome).toBe('cut');

    const back = await startCentralProcess({ dataDir, port: Number(new URL(central.url).port) });
    onTestFinished(async () => void (await back.stop()));
    const again = await begin(content, device);
    expect([addressOf(again), Number(again.headers.get('upload-offset'))]).toEqual([at, kept]);
    expect(kept).toBeLessThan(content.length);
    expect((await append(at, kept, content.subarray(kept), {}, device)).status).toBe(204);
    const whole = await device.raw(`/documents/${hashOf(content)}`);
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    expect(await readdir(join(dataDir, 'documents', 'pieces'))).toEqual([]);
    expect(await readdir(join(dataDir, 'documents', 'unfinished'))).toEqual([]);
  }, 90_000);
});

describe('bytes that are not right', () => {
  it('are dropped where their checksum says so, and nothing moves', async () => {
    const content = pdf(900);
    await named(content);
    const at = addressOf(await begin(content));
    const checksum = (bytes: Buffer, name = 'sha256'): Record<string, string> => ({
      'upload-checksum': `${name} ${createHash(name).update(bytes).digest('base64')}`,
    });
    const garbled = await append(at, 0, randomBytes(400), checksum(content.subarray(0, 400)));
    expect([garbled.status, codeOf(garbled)]).toEqual([460, 'document-damaged']);
    expect(await offsetOf(at)).toBe(0);
    expect((await append(at, 0, content.subarray(0, 400), checksum(content.subarray(0, 400)))).status).toBe(204);
    const rest = content.subarray(400);
    expect((await append(at, 400, rest, { 'upload-checksum': 'md5 abc' })).status).toBe(400);
    expect((await append(at, 400, rest, checksum(rest, 'sha1'))).status).toBe(204);
    expect((await officer.request(`/documents/${hashOf(content)}`)).status).toBe(200);
  });

  it('are dropped whole where the whole is another content, and the document stays missing', async () => {
    const content = pdf(600);
    await named(content);
    const at = addressOf(await begin(content));
    const sent = await append(at, 0, pdf(600));
    expect([sent.status, codeOf(sent)]).toEqual([410, 'document-damaged']);
    expect((await head(at)).status).toBe(404);
    expect(codeOf(await officer.request(`/documents/${hashOf(content)}`))).toBe('document-missing');
    expect((await append(addressOf(await begin(content)), 0, content)).status).toBe(204);
  });

  it('are not taken beyond the announced length, behind a gap, or for an upload that has moved on', async () => {
    const content = pdf(600);
    await named(content);
    const at = addressOf(await begin(content));
    expect((await append(at, 0, Buffer.concat([content, randomBytes(1)]))).status).toBe(400);
    expect(await offsetOf(at)).toBe(0);
    const gap = await append(at, 10, content.subarray(10));
    expect([gap.status, codeOf(gap)]).toEqual([409, 'upload-moved']);
    expect((await officer.request(at, { method: 'PATCH', headers: tus, body: 'x' })).status).toBe(415);
    expect((await head(at, {})).status).toBe(412);
  });

  it('of another kind than the record says are refused by their first bytes', async () => {
    const script = Buffer.from('#!/bin/sh\necho harm\n'.padEnd(3000, ' '));
    await named(script);
    const sent = await append(addressOf(await begin(script)), 0, script);
    expect([sent.status, codeOf(sent)]).toEqual([415, 'unsupported-format']);
    expect(codeOf(await officer.request(`/documents/${hashOf(script)}`))).toBe('document-missing');
  });
});

describe('who may send', () => {
  it('only whoever sees a case that names the content; others cannot tell whether it exists', async () => {
    const content = pdf(500);
    await named(content);
    const at = addressOf(await begin(content));
    const stranger = await deviceOf(test.url, staff.farOfficer.officerId);
    const supervisor = await deviceOf(test.url, staff.supervisor.officerId);
    for (const device of [stranger, supervisor]) {
      expect(codeOf(await begin(content, device))).toBe('document-not-found');
      expect((await append(at, 0, content, {}, device)).status).toBe(404);
      expect((await device.request(at, { method: 'DELETE', headers: tus })).status).toBe(404);
    }
    expect(codeOf(await begin(pdf(500)))).toBe('document-not-found');
    const denied = await test.central.database.read((db) =>
      db.rows<{ entry: string }>(sql`select entry from audit_log where entry like '%document:send"%'`),
    );
    const outcomes = denied.map(({ entry }) => JSON.parse(entry) as { who: string; outcome: string });
    expect(outcomes.some((each) => each.who === staff.farOfficer.officerId && each.outcome === 'denied')).toBe(true);
    expect(outcomes.some((each) => each.who === staff.officer.officerId && each.outcome === 'done')).toBe(true);
  });

  it('not with another size than the record has', async () => {
    const content = pdf(500);
    await named(content, { sizeBytes: content.length + 1 });
    expect((await begin(content)).status).toBe(400);
  });

  it('not more at once than the quota', async () => {
    const clerk = await deviceOf(test.url, staff.clerk.officerId);
    const [caseId = ''] = await seedCases(test.central, 1, { from: (caseCount += 1) });
    const sizeBytes = 100_000_000;
    const hashes = Array.from({ length: 21 }, () => hashOf(randomBytes(8)));
    const acts = hashes.map((sha256) =>
      clerk.act({ caseId, type: 'document.add', payload: addOf(Buffer.alloc(1), { sha256, sizeBytes }) }),
    );
    const { results } = await clerk.push(acts);
    expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    const codes: (string | undefined)[] = [];
    for (const hash of hashes) {
      const headers = { ...tus, 'upload-length': String(sizeBytes), 'upload-metadata': metadata(hash) };
      codes.push(codeOf(await clerk.request('/documents/uploads', { method: 'POST', headers })));
    }
    expect(codes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => undefined));
    expect(codes[20]).toBe('upload-quota');
  });
});

describe('an upload', () => {
  it('that is given up leaves nothing behind; the document stays wanted', async () => {
    const content = pdf(500);
    await named(content);
    const at = addressOf(await begin(content));
    await append(at, 0, content.subarray(0, 100));
    expect((await officer.request(at, { method: 'DELETE', headers: tus })).status).toBe(204);
    expect((await head(at)).status).toBe(404);
    expect((await begin(content)).headers.get('upload-offset')).toBe('0');
  });

  it('that nobody goes on with expires', async () => {
    const content = pdf(500);
    await named(content);
    const at = addressOf(await begin(content));
    await append(at, 0, content.subarray(0, 100));
    await test.central.database.write((db) =>
      db.run(sql`update document_upload set expires_at = '2020-01-01T00:00:00.000Z' where sha256 = ${hashOf(content)}`),
    );
    const other = pdf(10);
    await named(other);
    await begin(other);
    expect((await head(at)).status).toBe(404);
    expect(await readdir(join(test.dataDir, 'documents', 'pieces'))).not.toContain(at.split('/').at(-1));
  });

  it('tells what it can', async () => {
    const answer = await officer.request('/documents/uploads', { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('tus-extension')).toContain('checksum');
    expect(answer.headers.get('tus-max-size')).toBe(String(100_000_000));
  });
});
