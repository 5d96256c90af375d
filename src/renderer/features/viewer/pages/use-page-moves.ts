import type { RefObject } from 'react';
import { useCallback } from 'react';
import type { PageRegion } from '#shared/model/evidence.ts';
import type { Anchor } from './anchor.ts';
import { anchorAt } from './anchor.ts';
import type { PageSize, PagesLayout, QuarterTurns } from './page-geometry.ts';
import { pageGap, pagesWithin, readingStop, regionOnScreen } from './page-geometry.ts';

export interface PageMoves {
  readonly goTo: (index: number, region?: PageRegion) => void;
  /** On or back by what fits into the window. */
  readonly readOn: (direction: 1 | -1) => void;
  /** The page in the middle of the window, and how far down on it (0 to 1, as it lies on the screen) the middle is. */
  readonly middle: () => { readonly index: number; readonly down: number };
}

export interface MovedPages {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly layout: PagesLayout;
  readonly room: PageSize;
  readonly turns: (index: number) => QuarterTurns;
  readonly anchor: RefObject<Anchor>;
  readonly moveTo: (top: number, left?: number) => void;
}

/** The ways to move through the pages by key and by wish. */
export function usePageMoves({ place, layout, room, turns, anchor, moveTo }: MovedPages): PageMoves {
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
    [place, layout, turns, anchor, moveTo],
  );
  const readOn = useCallback(
    (direction: 1 | -1) => {
      const to = readingStop(layout, place.current?.scrollTop ?? 0, room.height, direction);
      anchor.current = anchorAt(layout, Math.max(0, to));
      moveTo(to);
    },
    [place, layout, room, anchor, moveTo],
  );
  const middle = useCallback(() => {
    const at = (place.current?.scrollTop ?? 0) + room.height / 2;
    const page = pagesWithin(layout, at, 1, pageGap)[0] ?? layout.pages[0];
    if (page === undefined) return { index: 0, down: 0.5 };
    return { index: page.index, down: Math.min(1, Math.max(0, (at - page.top) / page.height)) };
  }, [place, layout, room]);
  return { goTo, readOn, middle };
}
