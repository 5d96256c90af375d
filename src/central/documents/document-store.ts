import type { Readable } from 'node:stream';
import type { Sha256 } from '#shared/model/ids.ts';

export interface StoredFile {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** False where the content was there already. */
  readonly isNew: boolean;
}

/**
 * Contents by their SHA-256, in a folder or in an object store. What `put`, `putStream` and `putPiece` have answered
 * survives a power cut as far as the store's medium does. Errors of all: `disk-full`, `disk-failed`,
 * `document-store-unreachable`.
 */
export interface DocumentStore {
  /**
   * @param expected hash that the bytes must have
   * @throws AppError `document-damaged` where they have another; nothing is kept then
   */
  put(bytes: Uint8Array, expected?: string): Promise<StoredFile>;
  /** As `put`, without holding the whole in memory. Bytes that have rotted in the store are replaced. */
  putStream(bytes: AsyncIterable<Uint8Array>, expected: Omit<StoredFile, 'isNew'>): Promise<StoredFile>;
  /** Null where the content is not there. */
  sizeOf(sha256: string): Promise<number | null>;
  /** Bytes [start, endExclusive). */
  read(sha256: string, start: number, endExclusive: number): Promise<Readable>;
  /** Only for contents that no record names. */
  remove(sha256: string): Promise<void>;

  /** A piece of an upload under way; a name is used once. */
  putPiece(upload: string, name: string, bytes: Uint8Array): Promise<void>;
  readPiece(upload: string, name: string): Promise<Readable>;
  /** All pieces of an upload, those included that nobody has noted. */
  removePieces(upload: string): Promise<void>;
}
