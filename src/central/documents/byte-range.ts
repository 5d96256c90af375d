/** What a request asks of a content of known size (RFC 9110 section 14). */
export type RequestedBytes =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly endExclusive: number }
  | { readonly kind: 'unsatisfiable' };

const whole: RequestedBytes = { kind: 'whole' };
const unsatisfiable: RequestedBytes = { kind: 'unsatisfiable' };

/**
 * Reads a `Range` header. One range is served; several, another unit or nonsense give the whole, as the standard allows.
 *
 * @param ifRange the `If-Range` header: a range counts only while the content is still this one
 */
export function requestedBytes(
  range: string | undefined,
  ifRange: string | undefined,
  etag: string,
  sizeBytes: number,
): RequestedBytes {
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return whole;
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range.trim());
  const from = match?.[1] ?? '';
  const to = match?.[2] ?? '';
  if (from === '' && to === '') return whole;
  if (from === '') {
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? unsatisfiable : { kind: 'part', start: sizeBytes - length, endExclusive: sizeBytes };
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return whole;
  if (start >= sizeBytes) return unsatisfiable;
  return { kind: 'part', start, endExclusive: to === '' ? sizeBytes : Math.min(Number(to) + 1, sizeBytes) };
}
