import { describe, expect, it } from 'vitest';
import type { WantedCase } from './case-json.ts';
import { bucketDepth, idsOf, newerThan } from './snapshot-blocks.ts';

const given = (text: string, sight: WantedCase['sight'] = 'full'): WantedCase[] =>
  text.split(' ').map((each) => ({ caseId: each.slice(0, 1), version: Number(each.slice(1)), sight }));
const block = (text: string): { ids: string } => ({ ids: idsOf(given(text)) });
const lacks = (inBlock: string, wanted: readonly WantedCase[]): string | null =>
  newerThan(block(inBlock), wanted)
    ?.map(({ caseId, version }) => `${caseId}${version}`)
    .join(' ') ?? null;

describe('a block goes out as it stands', () => {
  it.each([
    ['as it is', 'a1 b1 c1 d1', 'a1 b1 c1 d1', ''],
    ['with a case that has moved on ahead of it', 'a1 b1 c1 d1', 'a1 b3 c1 d1', 'b3'],
    ['with cases that have come since ahead of it', 'b1 c1 d1', 'a1 b1 c1 d1 e2', 'a1 e2'],
    ['with both, in order', 'b1 c1 d1 f1', 'a4 b1 c2 d1 f1', 'a4 c2'],
  ])('%s', (_, inBlock, wanted, ahead) => {
    expect(lacks(inBlock, given(wanted))).toBe(ahead);
  });

  it.each([
    ['a case that is not given', 'a1 b1 c1 d1', given('a1 b1 d1')],
    ['a case in a later version', 'a1 b2 c1 d1', given('a1 b1 c1 d1')],
    ['cases that are seen in part', 'a1 b1 c1 d1', given('a1 b1 c1 d1', 'summary')],
    ['one case that is seen in part', 'a1 b1 c1 d1', [...given('a1 b1 c1'), ...given('d1', 'intake')]],
    ['little that is still so', 'a1 b1 c1 d1', given('a2 b2 c2 d1')],
  ])('never where it has %s', (_, inBlock, wanted) => {
    expect(lacks(inBlock, wanted)).toBeNull();
  });
});

describe('the blocks of a snapshot', () => {
  it('stay of a size whatever the size of the office', () => {
    expect([0, 1, 256].map(bucketDepth)).toEqual([0, 0, 0]);
    expect([257, 4096].map(bucketDepth)).toEqual([1, 1]);
    expect([4097, 50_000, 65_536].map(bucketDepth)).toEqual([2, 2, 2]);
    expect(bucketDepth(1_000_000)).toBe(3);
  });
});
