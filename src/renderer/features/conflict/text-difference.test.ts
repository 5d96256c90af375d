import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDifference } from './text-difference.ts';

describe('the difference of two texts', () => {
  it('names the words that went and those that came, and keeps what stayed', () => {
    expect(textDifference('The funds are shown.', 'The funds are not shown.')).toEqual([
      { kind: 'same', text: 'The funds are ' },
      { kind: 'new', text: 'not ' },
      { kind: 'same', text: 'shown.' },
    ]);
  });

  it('gives both texts back whole, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const runs = textDifference(before, after);
        const without = (kind: 'gone' | 'new'): string =>
          runs.map((run) => (run.kind === kind ? '' : run.text)).join('');
        expect(without('new')).toBe(before);
        expect(without('gone')).toBe(after);
      }),
    );
  });
});
