import type { Readable } from 'node:stream';
import type { Sha256 } from '#shared/model/ids.ts';

export interface StoredFile {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** False where the content was there already. */
  readonly isNew: boolean;
}

/**
 * Contents by their SHA-256. A folder now; an object store can stand beside it. What `put` has answered survives a power
 * cut as far as the store's medium does.
 */
export interface DocumentStore {
  /**
   * @param expected hash that the bytes must have
   * @throws AppError `document-damaged` where they have another; nothing is kept then
   */
  put(bytes: Uint8Array, expected?: string): Promise<StoredFile>;
  /** Null where the content is not there. */
  sizeOf(sha256: string): Promise<number | null>;
  /** Bytes [start, endExclusive). */
  read(sha256: string, start: number, endExclusive: number): Readable;
  /** Only for contents that no record names. */
  remove(sha256: string): Promise<void>;
}
