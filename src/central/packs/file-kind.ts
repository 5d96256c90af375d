import type { DocumentMime } from '#shared/model/document.ts';

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((value, index) => bytes[index] === value);
}

const tiffSignatures = [
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  // BigTIFF
  [0x49, 0x49, 0x2b, 0x00],
  [0x4d, 0x4d, 0x00, 0x2b],
];

/** What a file is by its first bytes, whatever its name says; null for anything that is not taken. */
export function fileKind(bytes: Uint8Array): DocumentMime | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (tiffSignatures.some((signature) => startsWith(bytes, signature))) return 'image/tiff';
  // Readers take a PDF whose header stands within the first kilobyte; scanners and mail gateways put bytes before it.
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-') ? 'application/pdf' : null;
}
