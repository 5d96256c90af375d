import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PageSource } from '../sources/page-source.ts';
import type { Anchor } from './anchor.ts';
import { anchorAt } from './anchor.ts';
import type { PagesLayout, PlacedPage, QuarterTurns, Zoom } from './page-geometry.ts';
import { mainPage, pagesBefore, pagesWithin, placePages } from './page-geometry.ts';
import type { PageMoves } from './use-page-moves.ts';
import { usePageMoves } from './use-page-moves.ts';
import { useRoom } from './use-room.ts';

export interface Pages extends PageMoves {
  readonly layout: PagesLayout;
  /** Near the window: these are in the page. */
  readonly shown: readonly PlacedPage[];
  /** In the window, at least by half. */
  readonly before: readonly number[];
  /** The page named in the page box. */
  readonly current: number;
  readonly onScroll: () => void;
}

/** How far beyond the window pages are kept, as a share of its height. */
const overShare = 0.6;

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
  const [learned, setLearned] = useState(0);
  const layout = useMemo(() => {
    const sizes = Array.from({ length: source.pageCount }, (_, index) => source.sizeOf(index));
    return placePages(sizes, turns, zoom, room);
    // oxlint-disable-next-line react/exhaustive-deps -- `learned` counts how often real sizes have come
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
  useRealSizes(source, shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0, setLearned);
  const moves = usePageMoves({ place, layout, room, turns, anchor, moveTo });
  const before = pagesBefore(layout, top, room.height);
  return { layout, shown, before, current: mainPage(layout, top, room.height), onScroll, ...moves };
}

/** Reads the sizes of the pages that one has come near to. */
function useRealSizes(
  source: PageSource,
  first: number,
  last: number,
  setLearned: (count: (before: number) => number) => void,
): void {
  useEffect(() => {
    const wanted = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
    void Promise.all(wanted.map((index) => source.learn(index).catch(() => false))).then((differ) => {
      if (differ.includes(true)) setLearned((count) => count + 1);
    });
  }, [source, first, last, setLearned]);
}
