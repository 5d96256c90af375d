import { hash } from 'node:crypto';
import { leafText } from '#shared/protocol/log-entry.ts';
import type { NodeHash } from '#shared/protocol/merkle.ts';

export const firstChain = '0'.repeat(64);

/** RFC 9162 leaf hash of an entry. */
export function leafHash(entryText: string): string {
  return hash('sha256', leafText(entryText));
}

/** SHA-256 over the hex text of the chain so far and of the leaf. */
export function nextChain(chain: string, leaf: string): string {
  return hash('sha256', chain + leaf);
}

const inner = Buffer.alloc(65);
inner[0] = 1;

/** RFC 9162 hash of an inner node. */
export const nodeHash: NodeHash = (left, right) => {
  inner.write(left, 1, 'hex');
  inner.write(right, 33, 'hex');
  return hash('sha256', inner);
};
