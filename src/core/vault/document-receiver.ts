import { createHash, type Hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '#shared/errors/app-error.ts';
import type { Disk, DiskFile } from '../disk/disk.ts';
import { type ChunkKey, chunkBytes, chunkPosition, sealChunk } from './chunk-format.ts';

export interface ReceiverParts {
  readonly disk: Disk;
  readonly file: DiskFile;
  readonly key: ChunkKey;
  readonly sha256: string;
  readonly partial: string;
  readonly whole: string;
  /** Chunks that are already there, and the hash over their plaintext. */
  readonly chunks: number;
  readonly hash: Hash;
  readonly onClose: () => void;
}

/**
 * Takes a document's bytes in order, from `bytesHere` on. What fills a chunk is on disk, encrypted; a rest under one
 * chunk is only in memory, so after a cut the next receiver begins at a chunk's border.
 */
export class DocumentReceiver {
  readonly #parts: ReceiverParts;
  #chunks: number;
  #rest: Buffer = Buffer.alloc(0);
  #closed = false;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
    this.#chunks = parts.chunks;
  }

  get sizeBytes(): number {
    return this.#parts.key.sizeBytes;
  }

  /** Where the next bytes belong: ask central from here on. */
  get bytesHere(): number {
    return Math.min(this.sizeBytes, this.#chunks * chunkBytes) + this.#rest.length;
  }

  /** Errors: `disk-full`, `disk-failed` (what was taken before is kept), `document-damaged` where more comes than there is. */
  take(bytes: Uint8Array): void {
    if (this.bytesHere + bytes.length > this.sizeBytes) throw new AppError('document-damaged', { tooLong: true });
    const all = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
    // A write that fails leaves no rest behind that would be counted twice; the next bytes are asked for from bytesHere.
    this.#rest = Buffer.alloc(0);
    let done = 0;
    while (all.length - done >= chunkBytes) {
      this.#put(all.subarray(done, done + chunkBytes));
      done += chunkBytes;
    }
    this.#rest = Buffer.from(all.subarray(done));
  }

  /**
   * Writes the last chunk, checks the whole against its SHA-256, makes it durable. Error: `document-damaged` where it is
   * not the document it should be; nothing of it is kept then, the next receiver starts anew.
   */
  async finish(): Promise<void> {
    if (this.bytesHere !== this.sizeBytes) throw new AppError('document-damaged', { tooShort: true });
    if (this.#rest.length > 0) this.#put(this.#rest);
    this.#rest = Buffer.alloc(0);
    const { file, disk, partial, whole, hash, sha256 } = this.#parts;
    const isRight = hash.digest('hex') === sha256;
    if (isRight) await file.syncLater();
    this.close();
    if (!isRight) {
      disk.remove(partial);
      throw new AppError('document-damaged', { wrongHash: true });
    }
    disk.rename(partial, whole);
  }

  /** Stops; what is on disk stays. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#parts.onClose();
    this.#parts.file.close();
  }

  #put(plain: Buffer): void {
    const { file, key, hash } = this.#parts;
    file.writeAt(chunkPosition(this.#chunks), sealChunk(key, this.#chunks, plain));
    hash.update(plain);
    this.#chunks += 1;
  }
}

/** Reads the chunks that are there, to go on behind the last good one. Lets the process breathe between them. */
export async function hashOfChunks(
  chunk: (index: number) => Buffer | null,
  count: number,
): Promise<{ chunks: number; hash: Hash }> {
  const hash = createHash('sha256');
  for (let index = 0; index < count; index += 1) {
    const plain = chunk(index);
    if (plain === null) return { chunks: index, hash };
    hash.update(plain);
    if (index % 32 === 31) await setImmediate();
  }
  return { chunks: count, hash };
}
