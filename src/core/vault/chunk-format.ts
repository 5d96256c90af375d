import { randomBytes } from 'node:crypto';
import { deriveKey, seal, sealOverheadBytes, unseal } from '../keys/seal.ts';

/**
 * A document on disk: a header of 64 bytes, then its content in chunks of 64 KiB, each `nonce | ciphertext | tag`.
 *
 * - The key belongs to this one file (HKDF of the vault's key, the header's random salt and the document's SHA-256), so
 *   nonces cannot meet, and a file put under another document's name does not open.
 * - Each chunk authenticates the whole header (and with it the size) and its own number: chunks cannot be swapped,
 *   repeated or left out. The header holds nothing that says which document it is.
 */
export const chunkBytes = 64 * 1024;
export const headerBytes = 64;
const sealedChunkBytes = chunkBytes + sealOverheadBytes;
const magic = Buffer.from('DVLT0001', 'latin1');
const saltAt = 16;
const sizeAt = 8;

export interface ChunkKey {
  readonly header: Buffer;
  readonly key: Uint8Array;
  readonly sizeBytes: number;
}

/** Header: `magic (8) | size (8, LE) | salt (32) | zeros (16)`. */
export function newChunkKey(vaultKey: Uint8Array, sha256: string, sizeBytes: number): ChunkKey {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header);
  header.writeBigUInt64LE(BigInt(sizeBytes), sizeAt);
  randomBytes(32).copy(header, saltAt);
  return { header, key: fileKey(vaultKey, header, sha256), sizeBytes };
}

/** Null where the bytes are no header; whether it is a true one shows at the first chunk. */
export function readChunkKey(vaultKey: Uint8Array, sha256: string, bytes: Uint8Array): ChunkKey | null {
  const header = Buffer.from(bytes);
  if (header.length < headerBytes || !header.subarray(0, magic.length).equals(magic)) return null;
  const size = header.readBigUInt64LE(sizeAt);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return { header, key: fileKey(vaultKey, header, sha256), sizeBytes: Number(size) };
}

function fileKey(vaultKey: Uint8Array, header: Buffer, sha256: string): Uint8Array {
  return deriveKey(vaultKey, header.subarray(saltAt, saltAt + 32), `vault file ${sha256}`);
}

function about(header: Buffer, index: number): Buffer {
  const bytes = Buffer.alloc(headerBytes + 8);
  header.copy(bytes);
  bytes.writeBigUInt64LE(BigInt(index), headerBytes);
  return bytes;
}

export function sealChunk({ key, header }: ChunkKey, index: number, plain: Uint8Array): Buffer {
  return seal(key, plain, about(header, index));
}

/** Null where the chunk is not what was written. */
export function openChunk({ key, header }: ChunkKey, index: number, sealed: Uint8Array): Buffer | null {
  return unseal(key, sealed, about(header, index));
}

export function chunkCount(sizeBytes: number): number {
  return Math.ceil(sizeBytes / chunkBytes);
}

/** Where a chunk stands in the file. */
export function chunkPosition(index: number): number {
  return headerBytes + index * sealedChunkBytes;
}

/** Length on disk of one chunk of a document. */
export function sealedLength(sizeBytes: number, index: number): number {
  return Math.min(chunkBytes, sizeBytes - index * chunkBytes) + sealOverheadBytes;
}

export function fileLength(sizeBytes: number): number {
  return headerBytes + sizeBytes + chunkCount(sizeBytes) * sealOverheadBytes;
}

/** Chunks that stand whole in the first `length` bytes of a file. */
export function wholeChunks(sizeBytes: number, length: number): number {
  if (length >= fileLength(sizeBytes)) return chunkCount(sizeBytes);
  return Math.max(0, Math.floor((length - headerBytes) / sealedChunkBytes));
}
