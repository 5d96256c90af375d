import type { PageRegion } from '#shared/model/evidence.ts';

/** CSS pixels at 100 % (96 to the inch). */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Quarter turns clockwise, on top of the page's own orientation. */
export type QuarterTurns = 0 | 1 | 2 | 3;

export type Zoom = { readonly fit: 'width' | 'page' } | { readonly scale: number };

const zoomLimits = { smallest: 0.02, largest: 8 } as const;

export interface PlacedPage extends PageSize {
  readonly index: number;
  readonly top: number;
  /** Displayed size over natural size. */
  readonly scale: number;
}

export interface PagesLayout {
  readonly pages: readonly PlacedPage[];
  readonly width: number;
  readonly height: number;
}

/** Room above, below and beside pages. */
export const pageGap = 12;

export function turnsOf(value: number): QuarterTurns {
  return (((value % 4) + 4) % 4) as QuarterTurns;
}

export function turnedSize({ width, height }: PageSize, turns: QuarterTurns): PageSize {
  return turns % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** Fitting is for each page by itself: a poster between letters does not make the letters small. */
export function scaleOf(size: PageSize, zoom: Zoom, room: PageSize): number {
  if ('scale' in zoom) return clampScale(zoom.scale);
  const wide = Math.max(80, room.width - 2 * pageGap) / size.width;
  const high = Math.max(80, room.height - 2 * pageGap) / size.height;
  return zoom.fit === 'width' ? wide : Math.min(wide, high);
}

export function clampScale(scale: number): number {
  return Math.min(zoomLimits.largest, Math.max(zoomLimits.smallest, scale));
}

/** All pages under one another. Sizes are natural and not yet turned. */
export function placePages(
  sizes: readonly PageSize[],
  turns: (index: number) => QuarterTurns,
  zoom: Zoom,
  room: PageSize,
): PagesLayout {
  let top = pageGap;
  let widest = 0;
  const pages = sizes.map((natural, index) => {
    const size = turnedSize(natural, turns(index));
    const scale = scaleOf(size, zoom, room);
    const width = Math.round(size.width * scale);
    const height = Math.round(size.height * scale);
    const placed = { index, top, width, height, scale };
    top += height + pageGap;
    widest = Math.max(widest, width);
    return placed;
  });
  return { pages, width: widest + 2 * pageGap, height: top };
}

/** The first page whose lower edge lies below `y`, by halving. */
export function pageAt({ pages }: PagesLayout, y: number): number {
  let low = 0;
  let high = Math.max(0, pages.length - 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    const page = pages[middle];
    if (page !== undefined && page.top + page.height < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pages that touch the window [top, top + height), widened by `over` pixels on both sides. */
export function pagesWithin(layout: PagesLayout, top: number, height: number, over: number): readonly PlacedPage[] {
  const first = pageAt(layout, top - over);
  const until = top + height + over;
  const within: PlacedPage[] = [];
  for (let index = first; index < layout.pages.length; index++) {
    const page = layout.pages[index];
    if (page === undefined || page.top > until) break;
    within.push(page);
  }
  return within;
}

/** The page that takes most of the window: the one named in the page box. At the end of the file it is the last. */
export function mainPage(layout: PagesLayout, top: number, height: number): number {
  if (top > 0 && top + height >= layout.height - 1) return Math.max(0, layout.pages.length - 1);
  let best = 0;
  let most = -1;
  for (const page of pagesWithin(layout, top, height, 0)) {
    const shown = Math.min(top + height, page.top + page.height) - Math.max(top, page.top);
    if (shown > most) [best, most] = [page.index, shown];
  }
  return best;
}

/** Pages that are before the reader: half of the page, or of the window, at the least. */
export function pagesBefore(layout: PagesLayout, top: number, height: number): readonly number[] {
  return pagesWithin(layout, top, height, 0)
    .filter((page) => {
      const shown = Math.min(top + height, page.top + page.height) - Math.max(top, page.top);
      return shown >= Math.min(page.height, height) / 2;
    })
    .map(({ index }) => index);
}

/** How much of the last window stays in view when one reads on within a page. */
const keptInView = 0.1;

/**
 * Where the window goes when one reads on or back: to what has not been seen of the page, then to the next page. Nothing
 * is passed over, and a page that fits is never cut in two.
 */
export function readingStop(layout: PagesLayout, top: number, height: number, direction: 1 | -1): number {
  const step = height * (1 - keptInView);
  const inView = pagesWithin(layout, top, height, 0).filter(
    (page) => page.top + page.height > top + 1 && page.top < top + height - 1,
  );
  const page = direction === 1 ? inView.at(-1) : inView[0];
  if (page === undefined) return top + direction * step;
  const start = page.top - pageGap;
  const end = page.top + page.height + pageGap - height;
  if (direction === 1) {
    if (end <= top + 1) return layout.pages[page.index + 1] === undefined ? end : end + height - pageGap;
    return start > top + 1 ? start : Math.min(end, top + step);
  }
  if (start < top - 1) return Math.max(start, top - step);
  const before = layout.pages[page.index - 1];
  if (before === undefined) return 0;
  return Math.max(before.top - pageGap, before.top + before.height + pageGap - height);
}

/** A region of the page in its own orientation as it lies on the screen after turns. */
export function regionOnScreen({ x, y, width, height }: PageRegion, turns: QuarterTurns): PageRegion {
  switch (turns) {
    case 0:
      return { x, y, width, height };
    case 1:
      return { x: 1 - y - height, y: x, width: height, height: width };
    case 2:
      return { x: 1 - x - width, y: 1 - y - height, width, height };
    case 3:
      return { x: y, y: 1 - x - width, width: height, height: width };
  }
}

/** The way back: what was drawn on the screen as a region of the page. */
export function regionOnPage(region: PageRegion, turns: QuarterTurns): PageRegion {
  return regionOnScreen(region, turnsOf(-turns));
}

/** A region within the page, at least a hundredth of it in each direction. */
export function boundedRegion(region: PageRegion): PageRegion {
  const width = Math.min(1, Math.max(0.01, region.width));
  const height = Math.min(1, Math.max(0.01, region.height));
  return {
    x: Math.min(1 - width, Math.max(0, region.x)),
    y: Math.min(1 - height, Math.max(0, region.y)),
    width,
    height,
  };
}
