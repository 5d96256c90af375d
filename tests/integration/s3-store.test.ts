import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readDocumentPlace } from '#central/documents/document-place.ts';
import type { DocumentStore } from '#central/documents/document-store.ts';
import { openS3Store } from '#central/documents/s3-store.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import { startObjectStore, type TestObjectStore } from '#support/object-store.ts';

let server: TestObjectStore;
let store: DocumentStore;

beforeAll(async () => {
  server = await startObjectStore();
  store = await openS3Store(server.place);
});
afterAll(() => server.stop());

const hashOf = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex') as Sha256;

async function bytesOf(from: DocumentStore, sha256: string, start: number, end: number): Promise<Buffer> {
  return Buffer.concat(await (await from.read(sha256, start, end)).toArray());
}

async function* inPieces(bytes: Buffer, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

const objects = (): string[] =>
  readdirSync(server.folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('_object'));

describe('documents in an object store', () => {
  it('are kept once, whole, and read by ranges', async () => {
    const content = randomBytes(200_000);
    const first = await store.put(content);
    expect(first).toEqual({ sha256: hashOf(content), sizeBytes: content.length, isNew: true });
    expect((await store.put(content)).isNew).toBe(false);
    expect(await store.sizeOf(first.sha256)).toBe(content.length);
    expect(await store.sizeOf('f'.repeat(64))).toBeNull();
    expect((await bytesOf(store, first.sha256, 0, content.length)).equals(content)).toBe(true);
    expect((await bytesOf(store, first.sha256, 100, 70_001)).equals(content.subarray(100, 70_001))).toBe(true);
    expect((await bytesOf(store, first.sha256, 5, 5)).length).toBe(0);
    await store.remove(first.sha256);
    expect(await store.sizeOf(first.sha256)).toBeNull();
    await expect(store.read(first.sha256, 0, 1)).rejects.toMatchObject({ code: 'document-missing' });
  });

  it('go in parts where they are large, and appear only when all parts are right', { timeout: 60_000 }, async () => {
    const content = randomBytes(17 * 1024 * 1024 + 5);
    const expected = { sha256: hashOf(content), sizeBytes: content.length };
    const wrong = { ...expected, sha256: 'a'.repeat(64) as Sha256 };
    await expect(store.putStream(inPieces(content, 100_003), wrong)).rejects.toMatchObject({
      code: 'document-damaged',
    });
    expect(await store.sizeOf(wrong.sha256)).toBeNull();
    expect((await store.putStream(inPieces(content, 100_003), expected)).isNew).toBe(true);
    expect((await bytesOf(store, expected.sha256, 0, content.length)).equals(content)).toBe(true);
    expect(
      (await bytesOf(store, expected.sha256, 8_388_600, 8_388_620)).equals(content.subarray(8_388_600, 8_388_620)),
    ).toBe(true);
  });

  it('refuse bytes that are not what they should be, and mend those that have rotted', async () => {
    const content = randomBytes(5000);
    await expect(store.put(content, 'f'.repeat(64))).rejects.toMatchObject({ code: 'document-damaged' });
    const expected = { sha256: hashOf(content), sizeBytes: content.length };
    await expect(store.putStream(inPieces(content.subarray(1), 100), expected)).rejects.toMatchObject({
      code: 'document-damaged',
    });
    await store.put(content);
    const object = objects().find((name) => name.includes(expected.sha256));
    if (object === undefined) throw new Error('the server keeps the object in a file');
    writeFileSync(join(server.folder, object), randomBytes(statSync(join(server.folder, object)).size));
    expect((await store.put(content)).isNew).toBe(true);
    expect((await bytesOf(store, expected.sha256, 0, 5000)).equals(content)).toBe(true);
  });

  it('keep the pieces of an upload apart until they are removed together', async () => {
    await store.putPiece('upload-1', '0-a', Buffer.from('one'));
    await store.putPiece('upload-1', '3-b', Buffer.from('two'));
    await store.putPiece('upload-2', '0-c', Buffer.from('other'));
    const piece = async (upload: string, name: string) =>
      Buffer.concat(await (await store.readPiece(upload, name)).toArray()).toString();
    expect(await piece('upload-1', '3-b')).toBe('two');
    await store.removePieces('upload-1');
    await expect(store.readPiece('upload-1', '0-a')).rejects.toMatchObject({ code: 'document-store-unreachable' });
    expect(await piece('upload-2', '0-c')).toBe('other');
  });

  it('are not had with a wrong key', async () => {
    const place = { ...server.place, secretAccessKey: 'wrong' };
    await expect(openS3Store(place)).rejects.toMatchObject({ code: 'document-store-unreachable' });
  });
});

/** A server that answers as the test says, and counts. */
async function faulty(
  answer: (response: ServerResponse, count: number) => void,
): Promise<{ endpoint: string; asked: () => number }> {
  let count = 0;
  const http: Server = createServer((request, response) => {
    request.resume();
    count += 1;
    answer(response, count);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  return { endpoint: `http://127.0.0.1:${address.port}`, asked: () => count };
}

describe('an object store that fails', () => {
  const sha256 = 'c'.repeat(64);

  it.each([403, 400])('with %i is not asked again, and said to be unreachable', async (status) => {
    const { endpoint, asked } = await faulty((response, count) => response.writeHead(count === 1 ? 200 : status).end());
    const failing = await openS3Store({ ...server.place, endpoint });
    await expect(failing.sizeOf(sha256)).rejects.toMatchObject({
      code: 'document-store-unreachable',
      details: { status },
    });
    expect(asked()).toBe(2);
  });

  it('with 500 for a moment is asked again', async () => {
    const { endpoint } = await faulty((response, count) =>
      count === 2 ? response.writeHead(500).end() : response.writeHead(200, { 'content-length': '7' }).end('content'),
    );
    const failing = await openS3Store({ ...server.place, endpoint });
    expect(await failing.sizeOf(sha256)).toBe(7);
  });

  it('by cutting the bytes fails the reading, never with less', async () => {
    const { endpoint } = await faulty((response, count) => {
      response.writeHead(200, { 'content-length': '1000' });
      if (count === 1) response.end(Buffer.alloc(1000));
      else response.write(Buffer.alloc(300), () => response.destroy());
    });
    const failing = await openS3Store({ ...server.place, endpoint });
    await expect(bytesOf(failing, sha256, 0, 1000)).rejects.toMatchObject({ code: 'document-store-unreachable' });
  });

  it('by cutting every connection is given up after three tries', async () => {
    const { endpoint, asked } = await faulty((response) => response.destroy());
    await expect(openS3Store({ ...server.place, endpoint })).rejects.toMatchObject({
      code: 'document-store-unreachable',
    });
    expect(asked()).toBe(3);
  });

  it('by failing to complete a large content keeps nothing under its name', { timeout: 30_000 }, async () => {
    const seen: string[] = [];
    const { endpoint } = await faulty((response, count) => {
      seen.push(response.req.method ?? '');
      if (count === 1) response.end('<ok/>');
      else if (response.req.method === 'HEAD') response.writeHead(404).end();
      else if (response.req.url?.includes('uploads') === true) response.end('<UploadId>u1</UploadId>');
      else if (response.req.method === 'POST') response.end('<Error><Code>InternalError</Code></Error>');
      else response.writeHead(200, { etag: '"x"' }).end();
    });
    const failing = await openS3Store({ ...server.place, endpoint });
    const content = randomBytes(9 * 1024 * 1024);
    await expect(
      failing.putStream(inPieces(content, 1 << 20), { sha256: hashOf(content), sizeBytes: content.length }),
    ).rejects.toMatchObject({ code: 'document-store-unreachable' });
    expect(seen.at(-1)).toBe('DELETE');
  });
});

describe('the place of documents', () => {
  const keys = {
    S3_ENDPOINT: 'https://objects.example.org/',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };

  it('is read from the command line and the environment', () => {
    expect(readDocumentPlace('s3://papers/central/east/', keys)).toEqual({
      kind: 's3',
      endpoint: 'https://objects.example.org',
      bucket: 'papers',
      prefix: 'central/east/',
      region: 'us-east-1',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      sessionToken: null,
    });
    expect(readDocumentPlace('s3://papers', { ...keys, AWS_REGION: 'ca-central-1' })).toMatchObject({
      prefix: '',
      region: 'ca-central-1',
    });
  });

  it.each([
    ['https://papers', keys],
    ['s3://Papers', keys],
    ['s3://papers', {}],
    ['s3://papers', { ...keys, S3_ENDPOINT: 'objects' }],
    ['s3://papers', { ...keys, AWS_SECRET_ACCESS_KEY: '' }],
  ])('%s is refused in words where something is wrong', (text, environment) => {
    expect(readDocumentPlace(text, environment)).toEqual(expect.stringMatching(/S3|s3|AWS/u));
  });
});
