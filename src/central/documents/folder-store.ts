import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '#shared/errors/app-error.ts';
import { isMissingFile } from '#shared/errors/system-failure.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import { syncFolder, writeSynced } from '../files/durable-file.ts';
import { asDiskFull } from '../files/file-failure.ts';
import { folderClockMs } from '../files/folder-clock.ts';
import { checkedBytes } from './checked-bytes.ts';
import type { DocumentStore, StoredFile } from './document-store.ts';

async function writeNew(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await writeSynced(path, bytes, 'wx');
  } catch (thrown) {
    throw asDiskFull(thrown);
  }
}

async function sizeAt(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (thrown) {
    if (isMissingFile(thrown)) return null;
    throw thrown;
  }
}

async function hashAt(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/**
 * A file a content, `ab/cd/<sha256>`: written beside, synced, then renamed into its place, so that a name always has
 * whole bytes. Pieces of uploads stand in `pieces/<upload>`.
 */
class FolderStore implements DocumentStore {
  readonly #root: string;
  readonly #madeFolders = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  async put(bytes: Uint8Array, expected?: string): Promise<StoredFile> {
    const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256;
    if (expected !== undefined && expected !== sha256) throw new AppError('document-damaged');
    return this.#place(bytes, { sha256, sizeBytes: bytes.byteLength });
  }

  putStream(bytes: AsyncIterable<Uint8Array>, expected: Omit<StoredFile, 'isNew'>): Promise<StoredFile> {
    return this.#place(checkedBytes(bytes, expected), expected);
  }

  sizeOf(sha256: string): Promise<number | null> {
    return sizeAt(this.#pathOf(sha256));
  }

  async read(sha256: string, start: number, endExclusive: number): Promise<Readable> {
    if (endExclusive <= start) return Readable.from([]);
    return createReadStream(this.#pathOf(sha256), { start, end: endExclusive - 1 });
  }

  remove(sha256: string): Promise<void> {
    return rm(this.#pathOf(sha256), { force: true });
  }

  async putPiece(upload: string, name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pieceAt(upload, name);
    await this.#makeFolder(dirname(path));
    await writeNew(path, bytes);
    await syncFolder(dirname(path));
  }

  async readPiece(upload: string, name: string): Promise<Readable> {
    return createReadStream(this.#pieceAt(upload, name));
  }

  async removePieces(upload: string): Promise<void> {
    const folder = dirname(this.#pieceAt(upload, 'any'));
    this.#madeFolders.delete(folder);
    await rm(folder, { recursive: true, force: true });
  }

  async #place(
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    { sha256, sizeBytes }: Omit<StoredFile, 'isNew'>,
  ): Promise<StoredFile> {
    const path = this.#pathOf(sha256);
    // Bytes that have rotted on the disk are put right by whoever brings the content again.
    if ((await sizeAt(path)) === sizeBytes && (await hashAt(path)) === sha256)
      return { sha256, sizeBytes, isNew: false };
    await this.#makeFolder(dirname(path));
    const temporary = join(this.#root, unfinished, randomUUID());
    try {
      await writeNew(temporary, bytes);
      await rename(temporary, path);
    } catch (thrown) {
      await rm(temporary, { force: true });
      throw thrown;
    }
    await syncFolder(dirname(path));
    return { sha256, sizeBytes, isNew: true };
  }

  #pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError('bad-request', { field: 'sha256' });
    return join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  #pieceAt(upload: string, name: string): string {
    if (![upload, name].every((part) => /^[\w-]{1,100}$/.test(part))) throw new AppError('bad-request');
    return join(this.#root, 'pieces', upload, name);
  }

  async #makeFolder(path: string): Promise<void> {
    if (this.#madeFolders.has(path)) return;
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    if (first !== undefined) {
      await syncFolder(dirname(path));
      await syncFolder(this.#root);
    }
    this.#madeFolders.add(path);
  }
}

const unfinished = 'unfinished';

/** A file that is being written gets its next bytes long before this. */
const abandonedAfterMs = 60 * 60 * 1000;

/** What a cut left unfinished goes at the start; not what another central on this folder is writing at this moment. */
async function removeAbandoned(folder: string): Promise<void> {
  const nowMs = await folderClockMs(folder);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Another central may finish it, or remove it, between the look at the folder and this.
    const found = await stat(path).catch(() => null);
    if (found !== null && nowMs - found.mtimeMs > abandonedAfterMs) await rm(path, { force: true });
  }
}

export async function openFolderStore(root: string): Promise<DocumentStore> {
  await mkdir(join(root, unfinished), { recursive: true, mode: 0o700 });
  await removeAbandoned(join(root, unfinished));
  return new FolderStore(root);
}
