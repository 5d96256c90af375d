import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeHash } from './merkle.ts';
import {
  consistencySpans,
  emptyRoot,
  foldNodes,
  inclusionSpans,
  isConsistent,
  nodesOf,
  rootOfInclusion,
} from './merkle.ts';
import { growTree, proveRun } from './merkle-run.ts';

const sha = (...parts: Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const node: NodeHash = (left, right) => sha(Uint8Array.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
const leafOf = (data: Uint8Array): string => sha(Uint8Array.of(0), data);
const leaves = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => leafOf(Buffer.from(`leaf ${index}`)));

/** RFC 9162, 2.1.1, word for word: the reference that everything else is compared with. */
function rootByTheBook(all: readonly string[]): string {
  const [only] = all;
  if (only === undefined) return sha();
  if (all.length === 1) return only;
  let split = 1;
  while (split * 2 < all.length) split *= 2;
  return node(rootByTheBook(all.slice(0, split)), rootByTheBook(all.slice(split)));
}

/** RFC 9162, 2.1.3.1. */
function pathByTheBook(index: number, all: readonly string[]): string[] {
  if (all.length <= 1) return [];
  let split = 1;
  while (split * 2 < all.length) split *= 2;
  const [left, right] = [all.slice(0, split), all.slice(split)];
  return index < split
    ? [...pathByTheBook(index, left), rootByTheBook(right)]
    : [...pathByTheBook(index - split, right), rootByTheBook(left)];
}

/** RFC 9162, 2.1.4.1. */
function proofByTheBook(first: number, all: readonly string[], isWhole = true): string[] {
  if (first === all.length) return isWhole ? [] : [rootByTheBook(all)];
  let split = 1;
  while (split * 2 < all.length) split *= 2;
  const [left, right] = [all.slice(0, split), all.slice(split)];
  return first <= split
    ? [...proofByTheBook(first, left, isWhole), rootByTheBook(right)]
    : [...proofByTheBook(first - split, right, false), rootByTheBook(left)];
}

const hashesOf = (all: readonly string[], spans: readonly { begin: number; end: number }[]): string[] =>
  spans.map(({ begin, end }) => rootByTheBook(all.slice(begin, end)));
const flipped = (hash: string): string => `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}`;

/** The eight inputs and the roots that Certificate Transparency's implementations are tested with. */
const knownInputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const knownRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the tree of RFC 9162', () => {
  it('has the roots of the known test vectors, however it is grown', () => {
    const known = knownInputs.map((hex) => leafOf(Buffer.from(hex, 'hex')));
    const roots = known.map((_, index) => growTree({ size: 0, peaks: [] }, known.slice(0, index + 1), node).root);
    expect(roots).toEqual(knownRoots);
    let tree = { peaks: [] as string[], root: emptyRoot };
    const grown = known.map((leaf, size) => {
      tree = growTree({ size, peaks: tree.peaks }, [leaf], node);
      return tree.root;
    });
    expect(grown).toEqual(knownRoots);
    expect(sha()).toBe(emptyRoot);
  });

  it('has the inclusion and consistency proofs of the known test vectors', () => {
    const known = knownInputs.map((hex) => leafOf(Buffer.from(hex, 'hex')));
    expect(hashesOf(known, inclusionSpans(5, 8))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(hashesOf(known, consistencySpans(6, 8))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('agrees with the book on every proof up to 40 leaves', () => {
    const all = leaves(40);
    for (let size = 1; size <= 40; size += 1) {
      const tree = all.slice(0, size);
      const root = rootByTheBook(tree);
      expect(growTree({ size: 0, peaks: [] }, tree, node).root).toBe(root);
      for (let index = 0; index < size; index += 1) {
        const path = hashesOf(tree, inclusionSpans(index, size));
        expect(path).toEqual(pathByTheBook(index, tree));
        expect(rootOfInclusion({ leaf: tree[index] ?? '', index, size }, path, node)).toBe(root);
      }
      for (let first = 1; first <= size; first += 1) {
        const path = hashesOf(tree, consistencySpans(first, size));
        expect(path).toEqual(proofByTheBook(first, tree));
        const then = { size: first, root: rootByTheBook(tree.slice(0, first)) };
        expect(isConsistent(then, { size, root }, path, node)).toBe(true);
      }
    }
  });

  it('proves a run of leaves with the hashes around it, and each of its leaves by the book', () => {
    const all = leaves(300);
    const place = fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat())
      .map(([size, one, two]) => ({ size, first: one % size, count: 1 + (two % (size - (one % size))) }));
    fc.assert(
      fc.property(place, ({ size, first, count }) => {
        const tree = all.slice(0, size);
        const around = (begin: number, end: number): string[] =>
          nodesOf({ begin, end }).map(({ level, index }) =>
            rootByTheBook(tree.slice(index * 2 ** level, (index + 1) * 2 ** level)),
          );
        const run = { first, size, leaves: tree.slice(first, first + count) };
        const proven = proveRun({ ...run, left: around(0, first), right: around(first + count, size) }, node);
        expect(proven?.root).toBe(rootByTheBook(tree));
        proven?.paths.forEach((path, index) => expect(path).toEqual(pathByTheBook(first + index, tree)));
        expect(
          proveRun({ ...run, left: [...around(0, first), emptyRoot], right: around(first + count, size) }, node),
        ).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('does not take a proof that was changed: a hash, its length, the place, the size or the leaf', () => {
    const all = leaves(200);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.nat(), fc.nat(), (size, one, two) => {
        const tree = all.slice(0, size);
        const root = rootByTheBook(tree);
        const index = one % size;
        const leaf = tree[index] ?? '';
        const path = pathByTheBook(index, tree);
        const broken = path.map((hash, at) => (at === two % path.length ? flipped(hash) : hash));
        const other = { leaf, index: (index + 1) % size, size };
        expect(rootOfInclusion({ leaf, index, size }, broken, node)).not.toBe(root);
        expect(rootOfInclusion({ leaf, index, size }, path.slice(1), node)).not.toBe(root);
        expect(rootOfInclusion({ leaf, index, size }, [...path, leaf], node)).not.toBe(root);
        expect(rootOfInclusion(other, path, node)).not.toBe(root);
        expect(rootOfInclusion({ leaf: flipped(leaf), index, size }, path, node)).not.toBe(root);
        expect(rootOfInclusion({ leaf, index: size, size }, path, node)).toBeNull();
      }),
    );
  });

  it('does not take a tree for a continuation of another one', () => {
    const all = leaves(200);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.nat(), fc.nat(), (size, one, two) => {
        const first = 1 + (one % (size - 1));
        const tree = all.slice(0, size);
        const then = { size: first, root: rootByTheBook(tree.slice(0, first)) };
        const now = { size, root: rootByTheBook(tree) };
        const path = proofByTheBook(first, tree);
        const broken = path.map((hash, at) => (at === two % path.length ? flipped(hash) : hash));
        const changed = tree.map((leaf, at) => (at === two % first ? flipped(leaf) : leaf));
        const forged = { size, root: rootByTheBook(changed) };
        expect(isConsistent(then, now, path, node)).toBe(true);
        expect(isConsistent(then, now, broken, node)).toBe(false);
        expect(isConsistent(then, now, path.slice(1), node)).toBe(false);
        expect(isConsistent(then, now, [...path, emptyRoot], node)).toBe(false);
        expect(isConsistent(then, forged, proofByTheBook(first, changed), node)).toBe(false);
        expect(isConsistent(now, then, path, node)).toBe(false);
        expect(isConsistent({ ...then, root: flipped(then.root) }, now, path, node)).toBe(false);
      }),
    );
    expect(isConsistent({ size: 0, root: emptyRoot }, { size: 3, root: rootByTheBook(leaves(3)) }, [], node)).toBe(
      true,
    );
  });

  it('folds nothing into the root of the empty tree', () => {
    expect(foldNodes([], node)).toBe(emptyRoot);
    expect(consistencySpans(0, 9)).toEqual([]);
  });

  it('refuses peaks that are not of its size', () => {
    expect(() => growTree({ size: 3, peaks: [emptyRoot] }, [], node)).toThrow('peaks');
  });
});
