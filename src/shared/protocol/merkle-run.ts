import type { NodeHash, NodePlace } from './merkle.ts';
import { foldNodes, inclusionSpans, nodesOf } from './merkle.ts';

/** A tree as far as one has to know it: hashes of perfect subtrees by their place. */
export class KnownNodes {
  readonly #hashes = new Map<string, string>();

  put({ level, index }: NodePlace, hash: string): void {
    this.#hashes.set(`${level} ${index}`, hash);
  }

  get({ level, index }: NodePlace): string | undefined {
    return this.#hashes.get(`${level} ${index}`);
  }
}

interface Peak extends NodePlace {
  readonly hash: string;
}

/**
 * Puts subtrees after one another, from left to right, and joins what becomes a larger perfect subtree.
 *
 * @param peaks what stands before; changed in place, and at the end the peaks of the whole
 * @param onJoined told of each subtree that came to be
 */
function joinPeaks(peaks: Peak[], next: Iterable<Peak>, node: NodeHash, onJoined: (peak: Peak) => void): void {
  for (const each of next) {
    let peak = each;
    for (let left = peaks.at(-1); left?.level === peak.level && peak.index % 2 === 1; left = peaks.at(-1)) {
      peaks.pop();
      peak = { level: peak.level + 1, index: (peak.index - 1) / 2, hash: node(left.hash, peak.hash) };
      onJoined(peak);
    }
    peaks.push(peak);
  }
}

function peaksOf(places: readonly NodePlace[], hashes: readonly string[]): Peak[] | null {
  if (places.length !== hashes.length) return null;
  return places.map((place, index) => ({ ...place, hash: hashes[index] ?? '' }));
}

export interface GrownTree {
  /** Peaks of the tree of all leaves: what the next growth needs. */
  readonly peaks: string[];
  readonly root: string;
}

/**
 * Appends leaves to a tree that is known by its peaks (the perfect subtrees of `nodesOf({ begin: 0, end: size })`): one
 * hash a leaf in the mean, and no look at what stands in the tree already.
 *
 * @param onNode told of each inner node that became complete, with its place
 */
export function growTree(
  { size, peaks }: { readonly size: number; readonly peaks: readonly string[] },
  leaves: readonly string[],
  node: NodeHash,
  onNode: (place: NodePlace, hash: string) => void = () => undefined,
): GrownTree {
  const all = peaksOf(nodesOf({ begin: 0, end: size }), peaks);
  if (all === null) throw new Error('a tree has as many peaks as its size says');
  const added = leaves.map((hash, index) => ({ level: 0, index: size + index, hash }));
  joinPeaks(all, added, node, (peak) => onNode(peak, peak.hash));
  const hashes = all.map((peak) => peak.hash);
  return { peaks: hashes, root: foldNodes(hashes, node) };
}

/** Leaves in a row, and the subtrees left and right of them that make up the rest of the tree. */
export interface ProvenRun {
  /** Index of the first leaf. */
  readonly first: number;
  readonly leaves: readonly string[];
  readonly size: number;
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/**
 * Root of the tree that a run and what stands around it come to, and an RFC 9162 inclusion proof of each of its leaves.
 * A run needs as many hashes as one leaf does, however long it is. Null where the number of hashes does not fit.
 */
export function proveRun(
  run: ProvenRun,
  node: NodeHash,
): { readonly root: string; readonly paths: readonly (readonly string[])[] } | null {
  const { first, leaves, size } = run;
  const end = first + leaves.length;
  if (end > size || leaves.length === 0) return null;
  const left = peaksOf(nodesOf({ begin: 0, end: first }), run.left);
  const right = peaksOf(nodesOf({ begin: end, end: size }), run.right);
  if (left === null || right === null) return null;
  const known = new KnownNodes();
  const keep = (peak: Peak): void => known.put(peak, peak.hash);
  const own = leaves.map((hash, index) => ({ level: 0, index: first + index, hash }));
  [...left, ...own, ...right].forEach(keep);
  const peaks = [...left];
  joinPeaks(peaks, [...own, ...right], node, keep);
  const hashOf = (place: NodePlace): string => known.get(place) ?? '';
  const paths = leaves.map((_, index) =>
    inclusionSpans(first + index, size).map((span) => foldNodes(nodesOf(span).map(hashOf), node)),
  );
  const root = foldNodes(
    peaks.map((peak) => peak.hash),
    node,
  );
  return { root, paths };
}
