import { describe, expect, it } from 'vitest';
import { SeenPages } from './reading.ts';

describe('a document is read', () => {
  it('once, when its last unseen page has been seen, in whatever order', () => {
    const seen = new SeenPages(3);
    expect([2, 0, 2, 0].map((page) => seen.add(page))).toEqual([false, false, false, false]);
    expect(seen.add(1)).toBe(true);
    expect(seen.add(1)).toBe(false);
  });

  it('never by a page that it does not have', () => {
    const seen = new SeenPages(1);
    expect(seen.add(7)).toBe(false);
    expect(seen.add(0)).toBe(true);
  });
});
