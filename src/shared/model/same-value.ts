import canonicalize from 'canonicalize';

/** The canonical form of plain data (RFC 8785): the same text for the same value, whatever the order of its keys. */
export function canonicalText(value: unknown): string {
  return canonicalize(value) ?? 'null';
}

/** Equal as plain data. */
export function sameValue(left: unknown, right: unknown): boolean {
  return canonicalText(left) === canonicalText(right);
}
