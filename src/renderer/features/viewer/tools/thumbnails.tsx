import type { KeyboardEvent } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarterTurns } from '../pages/page-geometry.ts';
import { turnedSize } from '../pages/page-geometry.ts';
import { PagePicture } from '../pages/page-picture.tsx';
import { rememberReadingPlace } from '../pages/reading-place.ts';
import type { PageSource } from '../sources/page-source.ts';
import { useAfterPaint } from '../use-after-paint.ts';

export interface ThumbnailsProps {
  readonly source: PageSource;
  readonly turns: (index: number) => QuarterTurns;
  readonly current: number;
  readonly goTo: (index: number) => void;
}

const boxWidth = 72;
const boxHeight = 96;
/** Height of one line of the strip, with its number. */
const lineHeight = 126;
const over = 2;
const none: readonly number[] = [];

/** All pages small, in a strip of their own; only those near its window are drawn. */
export function Thumbnails({ source, turns, current, goTo }: ThumbnailsProps) {
  const { t } = useTranslation('viewer');
  const strip = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  const first = Math.max(0, Math.floor(top / lineHeight) - over);
  const last = Math.min(source.pageCount - 1, Math.ceil((top + height) / lineHeight) + over);
  const shown = useMemo(
    () => Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at),
    [first, last],
  );
  const isPainted = useAfterPaint();
  useStripWidth(strip);
  useEffect(() => {
    const element = strip.current;
    if (element === null) return;
    setHeight(element.clientHeight);
    const wanted = current * lineHeight;
    if (wanted < element.scrollTop || wanted + lineHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = wanted - element.clientHeight / 2 + lineHeight / 2;
    }
  }, [current]);
  useEffect(() => {
    // Whoever walks the strip by key stays on the page that is shown.
    if (strip.current?.contains(document.activeElement) !== true) return;
    strip.current.querySelector<HTMLElement>('[aria-current="page"]')?.focus({ preventScroll: true });
  }, [current, first, last, isPainted]);
  const walk = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(current + by);
  };
  return (
    <nav
      ref={strip}
      className="viewer-thumbnails"
      aria-label={t('tools.thumbnails')}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={walk}
      tabIndex={-1}
    >
      <div className="thumbnail-run" style={{ height: source.pageCount * lineHeight }}>
        {(isPainted ? shown : none).map((index) => (
          <Thumbnail
            key={index}
            source={source}
            index={index}
            turns={turns(index)}
            isCurrent={index === current}
            distance={Math.abs(index - current)}
            goTo={goTo}
          />
        ))}
      </div>
    </nav>
  );
}

interface ThumbnailProps {
  readonly source: PageSource;
  readonly index: number;
  readonly turns: QuarterTurns;
  readonly isCurrent: boolean;
  readonly distance: number;
  readonly goTo: (index: number) => void;
}

function Thumbnail({ source, index, turns, isCurrent, distance, goTo }: ThumbnailProps) {
  const { t } = useTranslation('viewer');
  const size = turnedSize(source.sizeOf(index), turns);
  const scale = Math.min(boxWidth / size.width, boxHeight / size.height);
  return (
    <button
      type="button"
      className="thumbnail"
      style={{ top: index * lineHeight }}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={t('page', { page: index + 1, of: source.pageCount })}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => goTo(index)}
      data-testid="thumbnail"
    >
      <span className="thumbnail-box" aria-hidden="true">
        <PagePicture
          source={source}
          index={index}
          turns={turns}
          width={Math.max(8, Math.round(size.width * scale))}
          height={Math.max(8, Math.round(size.height * scale))}
          // After every page of the window, the nearest first.
          urgency={10 + distance}
          label=""
        />
      </span>
      <span className="thumbnail-number">{index + 1}</span>
    </button>
  );
}

/** Tells the room that is left beside the strip (reading-place.ts). */
function useStripWidth(strip: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    rememberReadingPlace({ strip: strip.current?.offsetWidth ?? 0, hadStrip: true });
    return () => rememberReadingPlace({ hadStrip: false });
  }, [strip]);
}
