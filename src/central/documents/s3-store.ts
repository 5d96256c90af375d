import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AppError } from '#shared/errors/app-error.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import { checkedBytes } from './checked-bytes.ts';
import type { DocumentPlace } from './document-place.ts';
import type { DocumentStore, StoredFile } from './document-store.ts';
import { S3Requests } from './s3-requests.ts';

/** Larger contents go in parts of this size; the store's own minimum is 5 MiB. */
const partBytes = 8 * 1024 * 1024;

type Content = Omit<StoredFile, 'isNew'>;

/**
 * Documents in a bucket: `contents/ab/cd/<sha256>`, pieces of uploads under `pieces/<upload>/`. A content appears whole under
 * its name or not at all: small ones in one request, large ones in parts that count only when their upload is completed, and
 * that happens after the hash of the whole has been seen to be right.
 */
class S3Store implements DocumentStore {
  readonly #requests: S3Requests;

  constructor(requests: S3Requests) {
    this.#requests = requests;
  }

  async put(bytes: Uint8Array, expected?: string): Promise<StoredFile> {
    const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256;
    if (expected !== undefined && expected !== sha256) throw new AppError('document-damaged');
    const content = { sha256, sizeBytes: bytes.byteLength };
    return this.#placeUnlessRight(content, () => this.#putWhole(sha256, bytes));
  }

  putStream(bytes: AsyncIterable<Uint8Array>, content: Content): Promise<StoredFile> {
    return this.#placeUnlessRight(content, () => this.#putParts(checkedBytes(bytes, content), content));
  }

  async sizeOf(sha256: string): Promise<number | null> {
    const answer = await this.#requests.ask({ method: 'HEAD', key: keyOf(sha256) });
    if (answer === null) return null;
    const size = Number(answer.headers.get('content-length') ?? 'none');
    if (!Number.isSafeInteger(size)) throw new AppError('document-store-unreachable', { noLength: true });
    return size;
  }

  async read(sha256: string, start: number, endExclusive: number): Promise<Readable> {
    if (endExclusive <= start) return Readable.from([]);
    const headers = { range: `bytes=${start}-${endExclusive - 1}` };
    const answer = await this.#requests.ask({ method: 'GET', key: keyOf(sha256), headers });
    if (answer === null) throw new AppError('document-missing');
    return bodyOf(answer);
  }

  async remove(sha256: string): Promise<void> {
    await this.#requests.ask({ method: 'DELETE', key: keyOf(sha256) });
  }

  async putPiece(upload: string, name: string, bytes: Uint8Array): Promise<void> {
    await this.#requests.demand({ method: 'PUT', key: `pieces/${upload}/${name}`, body: bytes });
  }

  async readPiece(upload: string, name: string): Promise<Readable> {
    return bodyOf(await this.#requests.demand({ method: 'GET', key: `pieces/${upload}/${name}` }));
  }

  async removePieces(upload: string): Promise<void> {
    for (;;) {
      const keys = await this.#list(`pieces/${upload}/`);
      if (keys.length === 0) return;
      for (const key of keys) await this.#requests.ask({ method: 'DELETE', key });
    }
  }

  /** Bytes that have rotted in the store are put right by whoever brings the content again. */
  async #placeUnlessRight(content: Content, place: () => Promise<void>): Promise<StoredFile> {
    if (await this.#isRight(content)) return { ...content, isNew: false };
    await place();
    return { ...content, isNew: true };
  }

  async #isRight({ sha256, sizeBytes }: Content): Promise<boolean> {
    if ((await this.sizeOf(sha256)) !== sizeBytes) return false;
    const hash = createHash('sha256');
    try {
      for await (const piece of await this.read(sha256, 0, sizeBytes)) hash.update(piece as Uint8Array);
    } catch (thrown) {
      // An object that cannot be read to its end is written anew.
      if (thrown instanceof AppError) return false;
      throw thrown;
    }
    return hash.digest('hex') === sha256;
  }

  async #putWhole(sha256: string, body: Uint8Array): Promise<void> {
    await this.#requests.demand({ method: 'PUT', key: keyOf(sha256), body });
  }

  async #putParts(bytes: AsyncIterable<Uint8Array>, { sha256, sizeBytes }: Content): Promise<void> {
    if (sizeBytes <= partBytes) {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes) pieces.push(piece);
      return this.#putWhole(sha256, Buffer.concat(pieces));
    }
    const key = keyOf(sha256);
    const begun = await this.#requests.demand({ method: 'POST', key, query: { uploads: '' } });
    const uploadId = /<UploadId>([^<]+)<\/UploadId>/u.exec(await begun.text())?.[1];
    if (uploadId === undefined) throw new AppError('document-store-unreachable', { noUploadId: true });
    try {
      const tags = await this.#sendParts(key, uploadId, bytes);
      await this.#complete(key, uploadId, tags);
    } catch (thrown) {
      await this.#requests.ask({ method: 'DELETE', key, query: { uploadId } }).catch(() => null);
      throw thrown;
    }
  }

  async #sendParts(key: string, uploadId: string, bytes: AsyncIterable<Uint8Array>): Promise<string[]> {
    const tags: string[] = [];
    for await (const body of inParts(bytes)) {
      const query = { partNumber: String(tags.length + 1), uploadId };
      const answer = await this.#requests.demand({ method: 'PUT', key, query, body });
      tags.push(answer.headers.get('etag') ?? '');
    }
    return tags;
  }

  async #complete(key: string, uploadId: string, tags: readonly string[]): Promise<void> {
    const parts = tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
    const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`);
    const answer = await this.#requests.demand({ method: 'POST', key, query: { uploadId }, body });
    // The one request that may say 200 and still have failed.
    if ((await answer.text()).includes('<Error>')) throw new AppError('document-store-unreachable', { complete: true });
  }

  async #list(prefix: string): Promise<string[]> {
    const full = this.#requests.fullKey(prefix);
    const query = { 'list-type': '2', prefix: full, 'max-keys': '500' };
    const answer = await this.#requests.demand({ method: 'GET', key: null, query });
    const before = full.length - prefix.length;
    return [...(await answer.text()).matchAll(/<Key>([^<]+)<\/Key>/gu)].map((match) => (match[1] ?? '').slice(before));
  }
}

function keyOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/u.test(sha256)) throw new AppError('bad-request', { field: 'sha256' });
  return `contents/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

/** A stream that is cut on its way fails when it is read. */
function bodyOf(answer: Response): Readable {
  if (answer.body === null) return Readable.from([]);
  return Readable.from(orUnreachable(answer.body as ReadableStream<Uint8Array>), { objectMode: false });
}

async function* orUnreachable(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* body;
  } catch (thrown) {
    throw new AppError('document-store-unreachable', { cut: true }, thrown);
  }
}

async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const piece of bytes) {
    held.push(piece);
    heldBytes += piece.length;
    while (heldBytes >= partBytes) {
      const all = Buffer.concat(held);
      yield all.subarray(0, partBytes);
      held = [all.subarray(partBytes)];
      heldBytes = all.length - partBytes;
    }
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}

/** A bucket as document store; it must exist. Error: `document-store-unreachable`. */
export async function openS3Store(place: Extract<DocumentPlace, { kind: 's3' }>): Promise<DocumentStore> {
  const requests = new S3Requests(place);
  await requests.demand({ method: 'GET', key: null, query: { 'list-type': '2', 'max-keys': '1' } });
  return new S3Store(requests);
}
