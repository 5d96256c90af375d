import { AppError } from '#shared/errors/app-error.ts';
import type { Disk, DiskFile } from '../disk/disk.ts';
import {
  type ChunkKey,
  chunkBytes,
  chunkPosition,
  fileLength,
  headerBytes,
  openChunk,
  readChunkKey,
  sealedLength,
} from './chunk-format.ts';

/** A document's file that is open for reading. */
export class OpenDocument {
  readonly key: ChunkKey;
  readonly #file: DiskFile;

  private constructor(file: DiskFile, key: ChunkKey) {
    this.#file = file;
    this.key = key;
  }

  /** Error: `document-damaged` where the header is none, or (for a whole file) the length is not what the header says. */
  static open(disk: Disk, path: string, vaultKey: Uint8Array, sha256: string, whole: boolean): OpenDocument {
    const file = disk.open(path, 'read');
    try {
      const key = readChunkKey(vaultKey, sha256, file.readAt(0, headerBytes));
      if (key === null || (whole && file.size() !== fileLength(key.sizeBytes))) throw new AppError('document-damaged');
      return new OpenDocument(file, key);
    } catch (thrown) {
      file.close();
      throw thrown;
    }
  }

  /** Null where the chunk is damaged or not there. */
  chunk(index: number): Buffer | null {
    const sealed = this.#file.readAt(chunkPosition(index), sealedLength(this.key.sizeBytes, index));
    return openChunk(this.key, index, sealed);
  }

  /** The bytes from `start` to before `end`, both within the document. Error: `document-damaged`. */
  read(start: number, end: number): Buffer {
    const parts: Buffer[] = [];
    const last = Math.floor((end - 1) / chunkBytes);
    for (let index = Math.floor(start / chunkBytes); index <= last; index += 1) {
      const plain = this.chunk(index);
      if (plain === null) throw new AppError('document-damaged', { chunk: index });
      const from = index * chunkBytes;
      parts.push(plain.subarray(Math.max(0, start - from), Math.min(plain.length, end - from)));
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }

  length(): number {
    return this.#file.size();
  }

  close(): void {
    this.#file.close();
  }
}
