import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PageRegion } from '#shared/model/evidence.ts';
import type { PageSource } from '../sources/page-source.ts';
import type { PageSize, PagesLayout, PlacedPage, QuarterTurns, Zoom } from './page-geometry.ts';
import {
  mainPage,
  pageGap,
  pagesBefore,
  pagesWithin,
  placePages,
  readingStop,
  regionOnScreen,
} from './page-geometry.ts';
import { useRoom } from './use-room.ts';

export interface Pages {
  readonly layout: PagesLayout;
  readonly room: PageSize;
  /** Near the window: these are in the page. */
  readonly shown: readonly PlacedPage[];
  /** In the window, at least by half. */
  readonly before: readonly number[];
  /** The page named in the page box. */
  readonly current: number;
  readonly onScroll: () => void;
  readonly goTo: (index: number, region?: PageRegion) => void;
  /** On or back by what fits into the window. */
  readonly readOn: (direction: 1 | -1) => void;
  /** The page in the middle of the window, and how far down on it (0 to 1, as it lies on the screen) the middle is. */
  readonly middle: () => { readonly index: number; readonly down: number };
}

/** How far beyond the window pages are kept, as a share of its height. */
const overShare = 0.6;

/** Where one is in the file, in a way that outlives a change of sizes: page and share of it above the window. */
interface Anchor {
  readonly page: number;
  readonly share: number;
}

function anchorAt(layout: PagesLayout, top: number): Anchor {
  const page = pagesWithin(layout, top, 1, 0)[0];
  return page === undefined ? { page: 0, share: 0 } : { page: page.index, share: (top - page.top) / page.height };
}

/** Continuous pages in a scrolling element: sizes first, pictures only near the window. */
export function usePages(
  place: RefObject<HTMLDivElement | null>,
  source: PageSource,
  turns: (index: number) => QuarterTurns,
  zoom: Zoom,
): Pages {
  const room = useRoom(place);
  const [top, setTop] = useState(0);
  const anchor = useRef<Anchor>({ page: 0, share: 0 });
  const known = useRef(0);
  const [learned, setLearned] = useState(0);
  const layout = useMemo(() => {
    const sizes = Array.from({ length: source.pageCount }, (_, index) => source.sizeOf(index));
    return placePages(sizes, turns, zoom, room);
    // oxlint-disable-next-line react/exhaustive-deps -- `learned` counts pages whose real size has come
  }, [source, turns, zoom, room, learned]);
  const moveTo = useCallback(
    (to: number, left?: number) => {
      const element = place.current;
      if (element === null) return;
      element.scrollTop = to;
      if (left !== undefined) element.scrollLeft = left;
      setTop(element.scrollTop);
    },
    [place],
  );
  useLayoutEffect(() => {
    const element = place.current;
    const page = layout.pages[anchor.current.page];
    if (element === null || page === undefined) return;
    const { page: index, share } = anchor.current;
    const wanted = index === 0 && share <= 0 ? 0 : page.top + share * page.height;
    // Growing and shrinking is about the middle of the page.
    const left = Math.max(0, (layout.width - element.clientWidth) / 2);
    moveTo(Math.abs(element.scrollTop - wanted) > 1 ? wanted : element.scrollTop, left);
  }, [layout, place, moveTo]);
  const onScroll = useCallback(() => {
    const element = place.current;
    if (element === null) return;
    anchor.current = anchorAt(layout, element.scrollTop);
    setTop(element.scrollTop);
  }, [layout, place]);
  const shown = pagesWithin(layout, top, room.height, room.height * overShare);
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => {
    const wanted = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
    void Promise.all(wanted.map((index) => source.learn(index).catch(() => false))).then((differ) => {
      if (differ.includes(true)) setLearned((known.current += 1));
    });
  }, [source, first, last]);
  const goTo = useCallback(
    (index: number, region?: PageRegion) => {
      const element = place.current;
      const page = layout.pages[Math.min(Math.max(0, index), layout.pages.length - 1)];
      if (element === null || page === undefined) return;
      const target = region === undefined ? null : regionOnScreen(region, turns(page.index));
      const middle = target === null ? 0 : (target.y + target.height / 2) * page.height - element.clientHeight / 2;
      const to = page.top - pageGap + Math.max(0, middle);
      anchor.current = { page: page.index, share: (to - page.top) / page.height };
      const left = target === null ? undefined : (target.x + target.width / 2) * page.width - element.clientWidth / 2;
      moveTo(to, left);
    },
    [layout, place, turns, moveTo],
  );
  const readOn = useCallback(
    (direction: 1 | -1) => {
      const to = readingStop(layout, place.current?.scrollTop ?? 0, room.height, direction);
      anchor.current = anchorAt(layout, Math.max(0, to));
      moveTo(to);
    },
    [layout, room, place, moveTo],
  );
  const middle = useCallback(() => {
    const at = (place.current?.scrollTop ?? 0) + room.height / 2;
    const page = pagesWithin(layout, at, 1, pageGap)[0] ?? layout.pages[0];
    if (page === undefined) return { index: 0, down: 0.5 };
    return { index: page.index, down: Math.min(1, Math.max(0, (at - page.top) / page.height)) };
  }, [layout, room, place]);
  const before = pagesBefore(layout, top, room.height);
  return { layout, room, shown, before, current: mainPage(layout, top, room.height), onScroll, goTo, readOn, middle };
}
