import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '#shared/errors/app-error.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import { checkedBytes } from './checked-bytes.ts';
import type { DocumentStore, StoredFile } from './document-store.ts';

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeSynced(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function sizeAt(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
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
 * whole bytes. What a cut left unfinished is removed at the next start.
 */
export async function openFolderStore(root: string): Promise<DocumentStore> {
  const unfinished = join(root, 'unfinished');
  const pieces = join(root, 'pieces');
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  for (const name of await readdir(unfinished)) await rm(join(unfinished, name), { force: true });
  const madeFolders = new Set<string>();

  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError('bad-request', { field: 'sha256' });
    return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };

  async function makeFolder(path: string): Promise<void> {
    if (madeFolders.has(path)) return;
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    if (first !== undefined) {
      await syncFolder(dirname(path));
      await syncFolder(root);
    }
    madeFolders.add(path);
  }

  const pieceAt = (upload: string, name: string): string => {
    if (![upload, name].every((part) => /^[\w-]{1,100}$/.test(part))) throw new AppError('bad-request');
    return join(pieces, upload, name);
  };

  async function put(bytes: Uint8Array, expected?: string): Promise<StoredFile> {
    const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256;
    if (expected !== undefined && expected !== sha256) throw new AppError('document-damaged');
    return place(bytes, { sha256, sizeBytes: bytes.byteLength });
  }

  function putStream(bytes: AsyncIterable<Uint8Array>, expected: Omit<StoredFile, 'isNew'>): Promise<StoredFile> {
    return place(checkedBytes(bytes, expected), expected);
  }

  async function place(
    bytes: Uint8Array | AsyncIterable<Uint8Array>,
    { sha256, sizeBytes }: Omit<StoredFile, 'isNew'>,
  ): Promise<StoredFile> {
    const path = pathOf(sha256);
    // Bytes that have rotted on the disk are put right by whoever brings the content again.
    if ((await sizeAt(path)) === sizeBytes && (await hashAt(path)) === sha256)
      return { sha256, sizeBytes, isNew: false };
    await makeFolder(dirname(path));
    const temporary = join(unfinished, randomUUID());
    try {
      await writeSynced(temporary, bytes);
      await rename(temporary, path);
    } catch (thrown) {
      await rm(temporary, { force: true });
      throw thrown;
    }
    await syncFolder(dirname(path));
    return { sha256, sizeBytes, isNew: true };
  }

  return {
    put,
    putStream,
    sizeOf: (sha256) => sizeAt(pathOf(sha256)),
    read: async (sha256, start, endExclusive) =>
      endExclusive <= start ? Readable.from([]) : createReadStream(pathOf(sha256), { start, end: endExclusive - 1 }),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    putPiece: async (upload, name, bytes) => {
      const path = pieceAt(upload, name);
      await makeFolder(dirname(path));
      await writeSynced(path, bytes);
      await syncFolder(dirname(path));
    },
    readPiece: async (upload, name) => createReadStream(pieceAt(upload, name)),
    removePieces: async (upload) => {
      madeFolders.delete(join(pieces, upload));
      await rm(join(pieces, upload), { recursive: true, force: true });
    },
  };
}
