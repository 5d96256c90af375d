import type { ByteSource } from '../../raster/byte-source.ts';
import type { Vault } from '../../vault/vault.ts';

/** What is read at a time: headers are read in small pieces that stand close together. */
const blockBytes = 64 * 1024;

/** A document of the vault, for reading its headers. Errors: those of `Vault.read`. */
export function vaultSource(vault: Vault, sha256: string): ByteSource {
  const sizeBytes = vault.sizeOf(sha256);
  let block: Buffer = Buffer.alloc(0);
  let blockStart = 0;
  const read = (start: number, end: number): Buffer => {
    if (start >= blockStart && end <= blockStart + block.length)
      return block.subarray(start - blockStart, end - blockStart);
    if (end - start > blockBytes) return vault.read(sha256, start, end);
    blockStart = start;
    block = vault.read(sha256, start, start + blockBytes);
    return block.subarray(0, end - start);
  };
  return { sizeBytes, read };
}
