/**
 * The Merkle tree of RFC 9162 (section 2.1), over hashes as hex text. Leaves are counted from 0; a perfect subtree of
 * 2^level leaves stands at `index` of its level. Pure: whoever calls brings the hash of an inner node, SHA-256 over a
 * byte of value 1 and both children. Sizes are exact up to 2^53.
 */
export type NodeHash = (left: string, right: string) => string;

export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

/** Leaves from `begin` up to, not including, `end`. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** Root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The fewest perfect subtrees that make up a span, from left to right. */
export function nodesOf({ begin, end }: Span): NodePlace[] {
  const places: NodePlace[] = [];
  for (let at = begin; at < end; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    places.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return places;
}

/** The hash over subtrees that grow smaller to the right: of a whole tree, or of any right child in it. */
export function foldNodes(hashes: readonly string[], node: NodeHash): string {
  const last = hashes.at(-1);
  if (last === undefined) return emptyRoot;
  return hashes.slice(0, -1).reduceRight((right, left) => node(left, right), last);
}

/** The largest power of two below `count`. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** What an inclusion proof names, from the leaf up (RFC 9162, 2.1.3.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  const spans: Span[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    spans.push(index < middle ? { begin: middle, end } : { begin, end: middle });
    [begin, end] = index < middle ? [begin, middle] : [middle, end];
  }
  return spans.reverse();
}

/** What a consistency proof from a tree of `first` leaves to one of `size` names (RFC 9162, 2.1.4.1). Empty where there is nothing to prove. */
export function consistencySpans(first: number, size: number): Span[] {
  if (first === 0 || first >= size) return [];
  const spans: Span[] = [];
  let [begin, end] = [0, size];
  let isWhole = true;
  while (first !== end) {
    const middle = begin + splitOf(end - begin);
    if (first <= middle) {
      spans.push({ begin: middle, end });
      end = middle;
    } else {
      spans.push({ begin, end: middle });
      begin = middle;
      isWhole = false;
    }
  }
  if (!isWhole) spans.push({ begin, end });
  return spans.reverse();
}

const half = (value: number): number => Math.floor(value / 2);

/** The root that a leaf and its inclusion proof come to (RFC 9162, 2.1.3.2); null where the proof has another length. */
export function rootOfInclusion(
  { leaf, index, size }: { readonly leaf: string; readonly index: number; readonly size: number },
  path: readonly string[],
  node: NodeHash,
): string | null {
  if (index >= size) return null;
  let [place, last, root] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      root = node(sibling, root);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else root = node(root, sibling);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? root : null;
}

export interface SizedRoot {
  readonly size: number;
  readonly root: string;
}

/** Whether the tree at `now` begins with the whole tree at `then` (RFC 9162, 2.1.4.2). */
export function isConsistent(then: SizedRoot, now: SizedRoot, path: readonly string[], node: NodeHash): boolean {
  if (then.size > now.size) return false;
  if (then.size === now.size) return path.length === 0 && then.root === now.root;
  if (then.size === 0) return path.length === 0 && then.root === emptyRoot;
  let [place, last] = [then.size - 1, now.size - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  const [start, ...rest] = place === 0 ? [then.root, ...path] : path;
  if (start === undefined) return false;
  let [before, after] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      before = node(sibling, before);
      after = node(sibling, after);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else after = node(after, sibling);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && before === then.root && after === now.root;
}
