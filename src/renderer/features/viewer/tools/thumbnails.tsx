import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarterTurns } from '../pages/page-geometry.ts';
import { turnedSize } from '../pages/page-geometry.ts';
import { PagePicture } from '../pages/page-picture.tsx';
import type { PageSource } from '../sources/page-source.ts';

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

/** All pages small, in a strip of their own; only those near its window are drawn. */
export function Thumbnails({ source, turns, current, goTo }: ThumbnailsProps) {
  const { t } = useTranslation('viewer');
  const strip = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  const first = Math.max(0, Math.floor(top / lineHeight) - over);
  const last = Math.min(source.pageCount - 1, Math.ceil((top + height) / lineHeight) + over);
  const shown = useMemo(() => Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at), [first, last]);
  useEffect(() => {
    const element = strip.current;
    if (element === null) return;
    setHeight(element.clientHeight);
    const wanted = current * lineHeight;
    if (wanted < element.scrollTop || wanted + lineHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = wanted - element.clientHeight / 2 + lineHeight / 2;
    }
  }, [current]);
  return (
    <nav
      ref={strip}
      className="viewer-thumbnails"
      aria-label={t('tools.thumbnails')}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      tabIndex={-1}
    >
      <div className="thumbnail-run" style={{ height: source.pageCount * lineHeight }}>
        {shown.map((index) => {
          const size = turnedSize(source.sizeOf(index), turns(index));
          const scale = Math.min(boxWidth / size.width, boxHeight / size.height);
          return (
            <button
              key={index}
              type="button"
              className="thumbnail"
              style={{ top: index * lineHeight }}
              aria-current={index === current ? 'page' : undefined}
              aria-label={t('page', { page: index + 1, of: source.pageCount })}
              tabIndex={index === current ? 0 : -1}
              onClick={() => goTo(index)}
            >
              <span className="thumbnail-box" aria-hidden="true">
                <PagePicture
                  source={source}
                  index={index}
                  turns={turns(index)}
                  width={Math.max(8, Math.round(size.width * scale))}
                  height={Math.max(8, Math.round(size.height * scale))}
                  urgency={2}
                  label=""
                />
              </span>
              <span>{index + 1}</span>
            </button>
          );
        })}
      </div>
    </nav>
  );
}
