import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { PageSource } from '../sources/page-source.ts';
import type { PageRegion } from '#shared/model/evidence.ts';
import type { PagesLayout, PlacedPage, QuarterTurns, Zoom } from './page-geometry.ts';
import { mainPage, pageGap, pagesWithin, placePages, regionOnScreen } from './page-geometry.ts';
import { useRoom } from './use-room.ts';

export interface Pages {
  readonly layout: PagesLayout;
  readonly shown: readonly PlacedPage[];
  /** The page named in the page box. */
  readonly current: number;
  readonly onScroll: () => void;
  readonly goTo: (index: number, region?: PageRegion) => void;
}

/** How far beyond the window pages are kept, as a share of its height. */
const overShare = 0.6;

/** Where one is in the file, in a way that outlives a change of sizes: page and share of it above the window. */
interface Anchor {
  readonly page: number;
  readonly share: number;
}

function anchorAt(layout: PagesLayout, top: number): Anchor {
  const page = layout.pages[mainPage(layout, top, 1)];
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
  const [known, setKnown] = useState(0);
  const [top, setTop] = useState(0);
  const anchor = useRef<Anchor>({ page: 0, share: 0 });
  const layout = useMemo(() => {
    const sizes = Array.from({ length: source.pageCount }, (_, index) => source.sizeOf(index));
    return placePages(sizes, turns, zoom, room);
    // `known` counts pages whose real size has come.
  }, [source, turns, zoom, room, known]);
  useEffect(() => {
    anchor.current = { page: 0, share: 0 };
    if (place.current !== null) place.current.scrollTop = 0;
    setTop(0);
  }, [source, place]);
  useLayoutEffect(() => {
    const element = place.current;
    const page = layout.pages[anchor.current.page];
    if (element === null || page === undefined) return;
    const { share } = anchor.current;
    const wanted = anchor.current.page === 0 && share <= 0 ? 0 : page.top + share * page.height;
    if (Math.abs(element.scrollTop - wanted) > 1) element.scrollTop = wanted;
    setTop(element.scrollTop);
  }, [layout, place]);
  const onScroll = useCallback(() => {
    const element = place.current;
    if (element === null) return;
    anchor.current = anchorAt(layout, element.scrollTop);
    setTop(element.scrollTop);
  }, [layout, place]);
  const shown = pagesWithin(layout, top, room.height, room.height * overShare);
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => {
    let isCurrent = true;
    const wanted = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
    const learned = wanted.map((index) => source.learn(index).catch(() => false));
    void Promise.all(learned).then((differ) => {
      if (isCurrent && differ.includes(true)) setKnown((count) => count + 1);
    });
    return () => {
      isCurrent = false;
    };
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
      element.scrollTop = to;
      if (target !== null) {
        element.scrollLeft = (target.x + target.width / 2) * page.width - element.clientWidth / 2;
      }
      setTop(element.scrollTop);
    },
    [layout, place, turns],
  );
  return { layout, shown, current: mainPage(layout, top, room.height), onScroll, goTo };
}
