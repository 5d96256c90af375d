/** Which bytes of a file a request wants. */
export type ByteRange =
  | { readonly want: 'all' }
  | { readonly want: 'part'; readonly start: number; readonly endExclusive: number }
  | { readonly want: 'unsatisfiable' };

const all: ByteRange = { want: 'all' };
const unsatisfiable: ByteRange = { want: 'unsatisfiable' };

/**
 * Reads a Range header (RFC 9110, 14.2). A form that is not understood, or several ranges at once, may
 * be ignored by the standard, so the whole file is meant then.
 */
export function readByteRange(header: string | null, sizeBytes: number): ByteRange {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/u.exec(header?.trim() ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') return all;
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? unsatisfiable : { want: 'part', start: sizeBytes - length, endExclusive: sizeBytes };
  }
  const start = Number(first);
  const endExclusive = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (last !== '' && Number(last) < start) return all;
  return start >= sizeBytes ? unsatisfiable : { want: 'part', start, endExclusive };
}
