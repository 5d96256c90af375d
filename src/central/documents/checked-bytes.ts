import { createHash } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Passes bytes through and fails at their end where they are not the content that they should be.
 *
 * @throws AppError `document-damaged` by size or by hash
 */
export async function* checkedBytes(
  bytes: AsyncIterable<Uint8Array>,
  { sha256, sizeBytes }: { readonly sha256: string; readonly sizeBytes: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  let passed = 0;
  for await (const piece of bytes) {
    passed += piece.length;
    if (passed > sizeBytes) throw new AppError('document-damaged', { tooLong: true });
    hash.update(piece);
    yield piece;
  }
  if (passed !== sizeBytes) throw new AppError('document-damaged', { tooShort: true });
  if (hash.digest('hex') !== sha256) throw new AppError('document-damaged', { wrongHash: true });
}
