import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { DocumentPresence } from '#shared/contract/case-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Disk } from '../disk/disk.ts';
import { chunkBytes, chunkCount, chunkPosition, newChunkKey, wholeChunks } from './chunk-format.ts';
import { DocumentReceiver, hashOfChunks } from './document-receiver.ts';
import { OpenDocument } from './open-document.ts';
import { placeOf, type VaultPlace, vaultBytes } from './vault-place.ts';

export interface DocumentState {
  readonly presence: DocumentPresence;
  /** Bytes of the document that need not be fetched any more. */
  readonly bytesHere: number;
}

/**
 * The documents on this device: addressed by the SHA-256 (hex) of their content, encrypted in authenticated chunks,
 * any range readable without the rest. Plaintext is in memory only.
 */
export class Vault {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #key: Uint8Array;
  readonly #receiving = new Set<string>();

  /** `key`: 32 bytes, not copied: zeroing it ends the vault. */
  constructor(disk: Disk, folder: string, key: Uint8Array) {
    this.#disk = disk;
    this.#folder = folder;
    this.#key = key;
  }

  /** From file names and sizes; a damage shows at reading. */
  state(sha256: string): DocumentState {
    const place = this.#place(sha256);
    if (this.#disk.size(place.whole) !== null) {
      return { presence: 'present', bytesHere: this.#open(place.whole, sha256, true)?.sizeBytes ?? 0 };
    }
    const length = this.#disk.size(place.partial);
    if (length !== null) {
      const size = this.#open(place.partial, sha256, false)?.sizeBytes;
      if (size === undefined) return { presence: 'missing', bytesHere: 0 };
      return { presence: 'partial', bytesHere: Math.min(size, wholeChunks(size, length) * chunkBytes) };
    }
    return { presence: this.#disk.size(place.damaged) === null ? 'missing' : 'damaged', bytesHere: 0 };
  }

  /** Errors: `document-missing`, `document-damaged`. */
  sizeOf(sha256: string): number {
    return this.#reading(sha256, (document) => document.key.sizeBytes);
  }

  /**
   * The bytes from `start` to before `end` (or to the end of the document). Errors: `document-missing` (also partial),
   * `document-damaged`: the file is put aside as damaged then, and is to be received again.
   */
  read(sha256: string, start: number, end: number): Buffer {
    return this.#reading(sha256, (document) => {
      const { sizeBytes } = document.key;
      const from = Math.min(start, sizeBytes);
      return from < Math.min(end, sizeBytes) ? document.read(from, Math.min(end, sizeBytes)) : Buffer.alloc(0);
    });
  }

  /**
   * A receiver for a document that is not present; it goes on where the last one stopped, and for a damaged one behind
   * the last good chunk. One at a time per document. Errors: `disk-full`, `disk-failed`; `document-damaged` where the
   * size is not the one that was announced before.
   */
  async receive(sha256: string, sizeBytes: number): Promise<DocumentReceiver> {
    if (this.#receiving.has(sha256)) throw new AppError('store-in-use', { document: true });
    this.#receiving.add(sha256);
    const release = (): void => void this.#receiving.delete(sha256);
    try {
      return await this.#receive(sha256, sizeBytes, release);
    } catch (thrown) {
      release();
      throw thrown;
    }
  }

  /** Takes a whole document at once. Errors: as the receiver's. */
  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (this.state(sha256).presence === 'present') return sha256;
    const receiver = await this.receive(sha256, bytes.length);
    try {
      receiver.take(bytes.subarray(receiver.bytesHere));
      await receiver.finish();
    } finally {
      receiver.close();
    }
    return sha256;
  }

  /** Reads and checks everything of a present document. */
  async verify(sha256: string): Promise<boolean> {
    const place = this.#place(sha256);
    if (this.#disk.size(place.whole) === null) return false;
    let isRight = false;
    const document = this.#tryOpen(place.whole, sha256, true);
    if (document !== null) {
      const count = chunkCount(document.key.sizeBytes);
      const { chunks, hash } = await hashOfChunks((index) => document.chunk(index), count);
      document.close();
      isRight = chunks === count && hash.digest('hex') === sha256;
    }
    if (!isRight) this.#setAside(place);
    return isRight;
  }

  remove(sha256: string): void {
    const { whole, partial, damaged } = this.#place(sha256);
    for (const path of [whole, partial, damaged]) this.#disk.remove(path);
  }

  bytesUsed(): number {
    return vaultBytes(this.#disk, this.#folder);
  }

  #place(sha256: string): VaultPlace {
    return placeOf(this.#folder, this.#key, sha256);
  }

  #tryOpen(path: string, sha256: string, whole: boolean): OpenDocument | null {
    try {
      return OpenDocument.open(this.#disk, path, this.#key, sha256, whole);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'document-damaged') return null;
      throw thrown;
    }
  }

  #open(path: string, sha256: string, whole: boolean): { readonly sizeBytes: number } | null {
    const document = this.#tryOpen(path, sha256, whole);
    document?.close();
    return document?.key ?? null;
  }

  #reading<Value>(sha256: string, work: (document: OpenDocument) => Value): Value {
    const place = this.#place(sha256);
    if (this.#disk.size(place.whole) === null) {
      throw new AppError(this.#disk.size(place.damaged) === null ? 'document-missing' : 'document-damaged');
    }
    let document: OpenDocument | null = null;
    try {
      document = OpenDocument.open(this.#disk, place.whole, this.#key, sha256, true);
      return work(document);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'document-damaged') this.#setAside(place);
      throw thrown;
    } finally {
      document?.close();
    }
  }

  #setAside(place: VaultPlace): void {
    this.#disk.rename(place.whole, place.damaged);
  }

  async #receive(sha256: string, sizeBytes: number, onClose: () => void): Promise<DocumentReceiver> {
    const place = this.#place(sha256);
    this.#disk.makeFolder(dirname(place.partial));
    if (this.#disk.size(place.whole) !== null) this.#setAside(place);
    if (this.#disk.size(place.damaged) !== null) this.#disk.rename(place.damaged, place.partial);
    const found = await this.#resumable(place.partial, sha256, sizeBytes);
    const { key, chunks, hash } = found ?? {
      key: newChunkKey(this.#key, sha256, sizeBytes),
      chunks: 0,
      hash: createHash('sha256'),
    };
    const file = this.#disk.open(place.partial, 'write');
    try {
      if (found === null) file.truncate(0);
      file.writeAt(0, key.header);
      file.truncate(Math.min(file.size(), chunkPosition(chunks)));
    } catch (thrown) {
      file.close();
      throw thrown;
    }
    const { partial, whole } = place;
    return new DocumentReceiver({ disk: this.#disk, file, key, sha256, partial, whole, chunks, hash, onClose });
  }

  async #resumable(partial: string, sha256: string, sizeBytes: number) {
    if (this.#disk.size(partial) === null) return null;
    const document = this.#tryOpen(partial, sha256, false);
    if (document === null) return null;
    try {
      if (document.key.sizeBytes !== sizeBytes) return null;
      const there = wholeChunks(sizeBytes, document.length());
      return { key: document.key, ...(await hashOfChunks((index) => document.chunk(index), there)) };
    } finally {
      document.close();
    }
  }
}
