import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

describe('createRandom', () => {
  it('gives the same stream for the same seed and another for another', () => {
    const draw = (seed: string | number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, random.next);
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).toEqual(draw('7'));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('is not moved by drawing from a fork', () => {
    const left = createRandom('a');
    const right = createRandom('a');
    left.fork('branch').next();
    expect(left.next()).toBe(right.next());
    expect(left.fork('x').next()).not.toBe(left.fork('y').next());
  });

  it('reaches both ends of an integer range and spreads evenly', () => {
    const random = createRandom('spread');
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < 5000; i++) {
      const value = random.int(0, 4);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('refuses to pick from nothing', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });
});
