import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineGroup } from './list-layout.ts';
import { layOut } from './list-layout.ts';

function groupsOf(counts: readonly number[]): readonly LineGroup[] {
  let offset = 0;
  return counts.map((count, index) => {
    const group = { key: `g${index}`, count, offset };
    offset += count;
    return group;
  });
}

describe('layOut', () => {
  it('is the lines themselves without groups', () => {
    const layout = layOut(3, []);
    expect(layout.items).toBe(3);
    expect(layout.at(2)).toEqual({ kind: 'line', index: 2 });
    expect(layout.itemOf(2)).toBe(2);
  });

  it('puts each heading before its lines', () => {
    const layout = layOut(5, groupsOf([2, 3]));
    const kinds = Array.from({ length: layout.items }, (_each, item) => layout.at(item)).map((at) =>
      at.kind === 'group' ? at.group.key : at.index,
    );
    expect(kinds).toEqual(['g0', 0, 1, 'g1', 2, 3, 4]);
  });

  it('finds every line again, whatever the groups are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 11 }), (counts) => {
        const lines = counts.reduce((sum, count) => sum + count, 0);
        const layout = layOut(lines, groupsOf(counts));
        for (let index = 0; index < lines; index += 1) {
          expect(layout.at(layout.itemOf(index))).toEqual({ kind: 'line', index });
        }
      }),
    );
  });
});
