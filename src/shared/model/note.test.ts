import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passagesFit, releasableText } from './note.ts';

const reason = 'investigation' as const;

describe('protected passages', () => {
  it('are replaced by the mark in the released text', () => {
    const text = 'Seen with the neighbour; funds shown.';
    expect(releasableText(text, [{ start: 10, end: 23, reason }], '[…]')).toBe('Seen with […]; funds shown.');
  });

  it('never leave a protected character in the released text', () => {
    const passages = fc.array(fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 8 })), { maxLength: 6 }).map((gaps) => {
      let from = 0;
      return gaps.map(([gap, length]) => {
        const start = from + gap;
        from = start + length;
        return { start, end: from, reason };
      });
    });
    fc.assert(
      fc.property(passages, (chosen) => {
        const end = chosen.at(-1)?.end ?? 0;
        const text = Array.from({ length: end + 3 }, (_, at) =>
          chosen.some((p) => at >= p.start && at < p.end) ? 'X' : 'o',
        ).join('');
        expect(passagesFit(text, chosen)).toBe(true);
        expect(releasableText(text, chosen, '')).not.toContain('X');
      }),
    );
  });
});
