import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundedRegion,
  mainPage,
  pageAt,
  pageGap,
  pagesBefore,
  pagesWithin,
  placePages,
  readingStop,
  regionOnPage,
  regionOnScreen,
  scaleOf,
  turnsOf,
} from './page-geometry.ts';

const letter = { width: 816, height: 1056 };
const room = { width: 600, height: 800 };
const upright = () => 0 as const;

describe('placing pages', () => {
  it('fits each page to the width of the room by itself', () => {
    const { pages } = placePages([letter, { width: 8000, height: 4000 }], upright, { fit: 'width' }, room);
    expect(pages.map((page) => page.width)).toEqual([576, 576]);
    expect(pages[1]?.top).toBe(pageGap + (pages[0]?.height ?? 0) + pageGap);
  });

  it('fits a whole page, and a turned one by its turned size', () => {
    expect(scaleOf(letter, { fit: 'page' }, room)).toBeCloseTo(576 / 816, 3);
    const { pages } = placePages([letter], () => 1, { fit: 'width' }, room);
    expect(pages[0]).toMatchObject({ width: 576, height: Math.round((816 * 576) / 1056) });
  });

  it('keeps a chosen scale within its limits', () => {
    expect(scaleOf(letter, { scale: 100 }, room)).toBe(8);
    expect(scaleOf(letter, { scale: 0 }, room)).toBe(0.02);
  });

  it('finds the pages of a window in a file of 1,000', () => {
    const layout = placePages(
      Array.from({ length: 1000 }, () => letter),
      upright,
      { fit: 'width' },
      room,
    );
    const step = (layout.pages[1]?.top ?? 0) - (layout.pages[0]?.top ?? 0);
    const within = pagesWithin(layout, 500 * step, 800, 0);
    expect(within[0]?.index).toBeGreaterThanOrEqual(499);
    expect(within.length).toBeLessThan(5);
    expect(pageAt(layout, layout.height + 10)).toBe(999);
    expect(mainPage(layout, 700 * step, 800)).toBe(700);
  });
});

describe('reading on', () => {
  const size = fc.record({ width: fc.integer({ min: 50, max: 3000 }), height: fc.integer({ min: 50, max: 3000 }) });
  const zoom = fc.constantFrom({ fit: 'width' }, { fit: 'page' }, { scale: 0.5 }, { scale: 3 } as const);

  it('comes to the end without passing anything over, and back to the beginning', () => {
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 12 }), zoom, (sizes, chosen) => {
        const layout = placePages(sizes, upright, chosen, room);
        const lowest = Math.max(0, layout.height - room.height);
        const within = (to: number): number => Math.min(lowest, Math.max(0, to));
        for (const direction of [1, -1] as const) {
          let top = direction === 1 ? 0 : lowest;
          for (let steps = 0; top !== (direction === 1 ? lowest : 0); steps++) {
            const next = within(readingStop(layout, top, room.height, direction));
            expect((next - top) * direction).toBeGreaterThan(0);
            expect(Math.abs(next - top)).toBeLessThanOrEqual(room.height);
            expect(steps).toBeLessThan(400);
            top = next;
          }
        }
      }),
    );
  });

  it('goes page by page where pages fit', () => {
    const layout = placePages([letter, letter, letter], upright, { fit: 'page' }, room);
    const second = readingStop(layout, 0, room.height, 1);
    expect(second).toBe((layout.pages[1]?.top ?? 0) - pageGap);
    expect(readingStop(layout, second, room.height, -1)).toBe(0);
  });

  it('counts as seen what stands at least half before the reader, and ends on the last page', () => {
    const short = { width: 816, height: 200 };
    const layout = placePages([short, short, short], upright, { scale: 1 }, { width: 900, height: 500 });
    expect(pagesBefore(layout, 0, 500)).toEqual([0, 1]);
    expect(mainPage(layout, layout.height - 500, 500)).toBe(2);
  });
});

describe('regions', () => {
  const fraction = fc.double({ min: 0.01, max: 0.9, noNaN: true });
  const region = fc
    .tuple(fraction, fraction, fraction, fraction)
    .map(([x, y, width, height]) => boundedRegion({ x, y, width, height }));

  it('come back from the screen as they were, whatever the turn', () => {
    fc.assert(
      fc.property(region, fc.integer({ min: -5, max: 9 }), (given, value) => {
        const turns = turnsOf(value);
        const back = regionOnPage(regionOnScreen(given, turns), turns);
        for (const side of ['x', 'y', 'width', 'height'] as const) expect(back[side]).toBeCloseTo(given[side], 9);
      }),
    );
  });

  it('stay on the page', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
        ([x, size]) => {
          const bounded = boundedRegion({ x, y: -x, width: size, height: -size });
          expect(bounded.x).toBeGreaterThanOrEqual(0);
          expect(bounded.x + bounded.width).toBeLessThanOrEqual(1 + 1e-9);
          expect(bounded.y + bounded.height).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
    );
  });
});
