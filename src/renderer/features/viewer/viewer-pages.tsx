import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { PageRegion } from '#shared/model/evidence.ts';
import { useActions } from '../../ui/keys/actions.tsx';
import { PageBox } from './pages/page-box.tsx';
import type { Pages } from './pages/use-pages.ts';
import { usePages } from './pages/use-pages.ts';
import { seenAfterMs, SeenPages } from './reading.ts';
import type { PageSource } from './sources/page-source.ts';
import { Thumbnails } from './tools/thumbnails.tsx';
import { Toolbar } from './tools/toolbar.tsx';
import { useTurns } from './tools/use-turns.ts';
import { useZoom } from './tools/use-zoom.ts';
import type { ChosenRegion, FocusTarget, ViewerHighlight } from './viewer-highlight.ts';

export interface ViewerPagesProps {
  readonly source: PageSource;
  readonly document: DocumentRecord;
  readonly highlights: readonly ViewerHighlight[];
  readonly focusTarget: FocusTarget | null;
  readonly canCite: boolean;
  readonly onRegionCited: (pageIndex: number, region: PageRegion) => void;
  readonly onRead: (() => void) | null;
  readonly tearOff: (() => void) | null;
}

/** Begun by key in the middle of the page. */
const middle: PageRegion = { x: 0.25, y: 0.4, width: 0.5, height: 0.12 };

/** The pages of an open document, with the tools above and the strip beside. */
export function ViewerPages(props: ViewerPagesProps) {
  const { source, document, highlights, focusTarget, canCite, onRegionCited, onRead, tearOff } = props;
  const { t } = useTranslation('viewer');
  const place = useRef<HTMLDivElement>(null);
  const { turns, turn } = useTurns(document.id);
  const { zoom, fitWidth, fitPage, step } = useZoom();
  const pages = usePages(place, source, turns, zoom);
  const { layout, shown, current, goTo } = pages;
  const [tool, setTool] = useState<'region' | 'text'>('region');
  const [isStrong, setStrong] = useState(false);
  const [showsThumbnails, setThumbnails] = useState(true);
  const [chosen, choose] = useState<ChosenRegion | null>(null);
  const marks = useMarks(highlights, focusTarget);
  useFocusTarget(source, focusTarget, goTo);
  useEffect(() => choose(null), [source]);
  const onDrawn = useSeen(source, current, onRead);
  const scale = layout.pages[current]?.scale ?? 1;
  const cite = (): void => {
    if (chosen === null || !canCite) return;
    onRegionCited(chosen.pageIndex, chosen.region);
    choose(null);
  };
  const begin = (): void => choose({ pageIndex: current, region: middle, byKey: true });
  useActions('screen', [
    { id: 'viewer-next', label: t('tools.next'), keys: ['PageDown', 'ArrowRight'], onlyKeys: true, run: () => goTo(current + 1) },
    { id: 'viewer-previous', label: t('tools.previous'), keys: ['PageUp', 'ArrowLeft'], onlyKeys: true, run: () => goTo(current - 1) },
    { id: 'viewer-first', label: t('keys.first'), keys: ['Home'], onlyKeys: true, run: () => goTo(0) },
    { id: 'viewer-last', label: t('keys.last'), keys: ['End'], onlyKeys: true, run: () => goTo(source.pageCount - 1) },
    { id: 'viewer-larger', label: t('tools.larger'), keys: ['+', '='], run: () => step(1, scale) },
    { id: 'viewer-smaller', label: t('tools.smaller'), keys: ['-'], run: () => step(-1, scale) },
    { id: 'viewer-fit', label: t('tools.fitWidth'), keys: ['0'], run: fitWidth },
    { id: 'viewer-turn', label: t('tools.turnRight'), keys: ['Shift+R'], run: () => turn(current, 1) },
    { id: 'viewer-strong', label: t('tools.strong'), keys: ['Shift+C'], run: () => setStrong((was) => !was) },
    { id: 'viewer-region', label: t('keys.region'), keys: ['r'], run: begin },
    { id: 'viewer-cite', label: t('keys.cite'), keys: ['e'], enabled: canCite, run: chosen === null ? begin : cite },
    ...(onRead === null ? [] : [{ id: 'viewer-read', label: t('tools.markRead'), keys: ['m'], run: onRead }]),
  ]);
  const wheel = (event: WheelEvent): void => {
    if (event.ctrlKey) step(event.deltaY < 0 ? 1 : -1, scale);
  };
  return (
    <>
      <Toolbar
        current={current}
        pageCount={source.pageCount}
        scale={scale}
        tool={tool}
        hasText={source.writeText !== null}
        isStrong={isStrong}
        hasThumbnails={source.pageCount > 1}
        showsThumbnails={showsThumbnails}
        goTo={goTo}
        zoom={(direction) => step(direction, scale)}
        fitWidth={fitWidth}
        fitPage={fitPage}
        turn={(by) => turn(current, by)}
        setTool={setTool}
        toggleStrong={() => setStrong((was) => !was)}
        toggleThumbnails={() => setThumbnails((was) => !was)}
        markRead={onRead}
        tearOff={tearOff}
      />
      <div className="viewer-body">
        {showsThumbnails && source.pageCount > 1 && (
          <Thumbnails source={source} turns={turns} current={current} goTo={goTo} />
        )}
        <div
          ref={place}
          className="viewer-pages"
          data-strong={isStrong}
          data-testid="viewer-pages"
          role="region"
          aria-label={t('pages', { count: source.pageCount })}
          tabIndex={0}
          onScroll={pages.onScroll}
          onWheel={wheel}
        >
          <div className="page-run" style={{ height: layout.height, minWidth: layout.width }}>
            {shown.map((page) => (
              <PageBox
                key={page.index}
                source={source}
                page={page}
                turns={turns(page.index)}
                urgency={Math.abs(page.index - current)}
                tool={tool}
                highlights={marks.get(page.index) ?? none}
                chosen={chosen?.pageIndex === page.index ? chosen : null}
                canCite={canCite}
                choose={choose}
                cite={cite}
                onDrawn={onDrawn}
              />
            ))}
          </div>
        </div>
      </div>
    </>
  );
}

const none: readonly ViewerHighlight[] = [];

/** Marks by page, with the place that was jumped to. */
function useMarks(highlights: readonly ViewerHighlight[], focus: FocusTarget | null): ReadonlyMap<number, readonly ViewerHighlight[]> {
  const { t } = useTranslation('viewer');
  return useMemo(() => {
    const byPage = new Map<number, ViewerHighlight[]>();
    const add = (mark: ViewerHighlight): void => {
      byPage.set(mark.pageIndex, [...(byPage.get(mark.pageIndex) ?? []), mark]);
    };
    highlights.forEach(add);
    if (focus?.region !== undefined) {
      add({ id: `focus-${focus.token}`, pageIndex: focus.pageIndex, region: focus.region, label: t('focused'), tone: 'selected' });
    }
    return byPage;
  }, [highlights, focus, t]);
}

/** Goes where the case asks, once per asking and again when the document has come. */
function useFocusTarget(source: PageSource, focus: FocusTarget | null, goTo: Pages['goTo']): void {
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (focus === null) return;
    const key = `${source.sha256} ${focus.token}`;
    if (done.current === key) return;
    done.current = key;
    goTo(focus.pageIndex, focus.region);
  }, [source, focus, goTo]);
}

/** Counts pages that stand drawn on the screen; tells once when all were seen. */
function useSeen(source: PageSource, current: number, onRead: (() => void) | null): (index: number) => void {
  const seen = useMemo(() => new SeenPages(source.pageCount), [source]);
  const drawn = useRef(new Set<number>());
  const tell = useRef(onRead);
  useEffect(() => {
    tell.current = onRead;
  }, [onRead]);
  const [latest, setLatest] = useState(0);
  useEffect(() => {
    drawn.current = new Set();
  }, [source]);
  useEffect(() => {
    if (!drawn.current.has(current)) return undefined;
    const timer = setTimeout(() => {
      if (seen.add(current)) tell.current?.();
    }, seenAfterMs);
    return () => clearTimeout(timer);
  }, [seen, current, latest]);
  return useCallback((index: number) => {
    drawn.current.add(index);
    setLatest((count) => count + 1);
  }, []);
}
