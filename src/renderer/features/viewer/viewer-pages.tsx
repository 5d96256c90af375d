import type { KeyboardEvent } from 'react';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageRegion } from '#shared/model/evidence.ts';
import { PageBox } from './pages/page-box.tsx';
import { boundedRegion, regionOnPage } from './pages/page-geometry.ts';
import type { Pages } from './pages/use-pages.ts';
import { usePages } from './pages/use-pages.ts';
import type { PageSource } from './sources/page-source.ts';
import type { ReadingChoices } from './tools/reading-choices.ts';
import { Thumbnails } from './tools/thumbnails.tsx';
import { Toolbar } from './tools/toolbar.tsx';
import { useHand } from './tools/use-hand.ts';
import type { Turning } from './tools/use-turns.ts';
import { useFocusTarget, useMarks } from './use-marks.ts';
import { useSeen } from './use-seen.ts';
import { useViewerActions } from './use-viewer-actions.ts';
import type { ChosenRegion, FocusTarget, ViewerHighlight } from './viewer-highlight.ts';

export interface ViewerPagesProps {
  readonly source: PageSource;
  readonly turning: Turning;
  readonly choices: ReadingChoices;
  readonly highlights: readonly ViewerHighlight[];
  readonly focusTarget: FocusTarget | null;
  readonly canCite: boolean;
  readonly onRegionCited: (pageIndex: number, region: PageRegion) => void;
  readonly onRead: (() => void) | null;
  readonly tearOff: (() => void) | null;
}

const none: readonly ViewerHighlight[] = [];

/** The pages of an open document, with the tools above and the strip beside. */
export function ViewerPages(props: ViewerPagesProps) {
  const { source, turning, choices, highlights, focusTarget, canCite, onRegionCited, onRead, tearOff } = props;
  const { t } = useTranslation('viewer');
  const place = useRef<HTMLDivElement>(null);
  const { turns } = turning;
  const pages = usePages(place, source, turns, choices.zoom);
  const { layout, shown, before, current, goTo } = pages;
  const marks = useMarks(highlights, focusTarget);
  useFocusTarget(source, focusTarget, goTo);
  const seen = useSeen(source.pageCount, before, onRead);
  const { chosen, choose, begin, cite } = useRegion(pages, turns, canCite ? onRegionCited : null, place);
  const scale = layout.pages[current]?.scale ?? 1;
  const turn = (by: 1 | -1): void => turning.turn(current, by);
  const { pageCount } = source;
  useViewerActions({
    pages,
    pageCount,
    choices,
    scale,
    turn,
    beginRegion: begin,
    cite: canCite ? (chosen === null ? begin : cite) : null,
    dropRegion: chosen === null ? null : () => choose(null),
    markRead: onRead,
  });
  const isStripShown = choices.showsThumbnails && pageCount > 1;
  const hand = useHand(choices.tool === 'hand');
  useWheelZoom(place, (direction) => choices.step(direction, scale));
  const edges = (event: KeyboardEvent): void => {
    if (event.target !== place.current || event.ctrlKey || !['Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    goTo(event.key === 'Home' ? 0 : pageCount - 1);
  };
  return (
    <>
      <Toolbar
        current={current}
        pageCount={pageCount}
        seenCount={seen.count}
        scale={scale}
        choices={choices}
        hasText={source.writeText !== null}
        goTo={goTo}
        turn={turn}
        markRead={onRead}
        tearOff={tearOff}
      />
      <div className="viewer-body">
        {isStripShown && <Thumbnails source={source} turns={turns} current={current} goTo={goTo} />}
        <div
          ref={place}
          className="viewer-pages"
          data-strong={choices.isStrong}
          data-tool={choices.tool}
          data-seen={seen.count}
          data-testid="viewer-pages"
          role="region"
          aria-label={t('pages', { count: pageCount })}
          tabIndex={0}
          onScroll={pages.onScroll}
          onKeyDown={edges}
          {...hand}
        >
          <div className="page-run" style={{ height: layout.height, minWidth: layout.width }}>
            {shown.map((page) => (
              <PageBox
                key={page.index}
                source={source}
                page={page}
                turns={turns(page.index)}
                urgency={Math.abs(page.index - current)}
                tool={choices.tool}
                highlights={marks.get(page.index) ?? none}
                chosen={chosen?.pageIndex === page.index ? chosen : null}
                canCite={canCite}
                choose={choose}
                cite={cite}
                onDrawn={seen.onDrawn}
              />
            ))}
          </div>
        </div>
      </div>
    </>
  );
}

/** The region being chosen: by pointer on a page, or begun by key in the middle of what is in view. */
function useRegion(
  { middle }: Pages,
  turns: Turning['turns'],
  onRegionCited: ViewerPagesProps['onRegionCited'] | null,
  place: { readonly current: HTMLElement | null },
) {
  const [chosen, setChosen] = useState<ChosenRegion | null>(null);
  const choose = useCallback(
    (next: ChosenRegion | null) => {
      // The focus does not fall out of the viewer with the region that had it.
      if (next === null && place.current?.contains(document.activeElement) === true) place.current.focus();
      setChosen(next);
    },
    [place],
  );
  const cite = useCallback(() => {
    if (chosen === null || onRegionCited === null) return;
    choose(null);
    onRegionCited(chosen.pageIndex, chosen.region);
  }, [chosen, onRegionCited, choose]);
  const begin = (): void => {
    const { index, down } = middle();
    const onScreen = boundedRegion({ x: 0.25, y: down - 0.06, width: 0.5, height: 0.12 });
    setChosen({ pageIndex: index, region: regionOnPage(onScreen, turns(index)), byKey: true });
  };
  return { chosen, choose, begin, cite };
}

/** Ctrl and the wheel. React listens passively to wheels, which could not keep the page from scrolling. */
function useWheelZoom(place: { readonly current: HTMLElement | null }, zoom: (direction: 1 | -1) => void): void {
  const latest = useRef(zoom);
  useLayoutEffect(() => {
    latest.current = zoom;
  });
  useLayoutEffect(() => {
    const element = place.current;
    const turn = (event: globalThis.WheelEvent): void => {
      if (!event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      latest.current(event.deltaY < 0 ? 1 : -1);
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [place]);
}
