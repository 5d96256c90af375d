import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toPlain } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { drawInTurn } from '../sources/drawing-queue.ts';
import type { PageSource } from '../sources/page-source.ts';
import type { KeptPage } from '../sources/picture-cache.ts';
import { anyPage, keepPage, keptPage } from '../sources/picture-cache.ts';
import type { QuarterTurns } from './page-geometry.ts';

export interface PagePictureProps {
  readonly source: PageSource;
  readonly index: number;
  readonly turns: QuarterTurns;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** 0 in view, larger further off. */
  readonly urgency: number;
  /** Empty where the page is named by what stands around it. */
  readonly label: string;
  /** A page stands sharp on the screen. */
  readonly onDrawn?: (index: number) => void;
}

/** `coarse`: something of the page is there, sharpness is under way. */
type Showing = 'nothing' | 'coarse' | 'sharp' | 'blank' | { readonly failure: ErrorCode };

/** One page as a picture: what is kept of it at once, sharp a moment later; a page that fails says so in its place. */
export function PagePicture(props: PagePictureProps) {
  const { width, height, label } = props;
  const { t } = useTranslation(['viewer', 'errors']);
  const holder = useRef<HTMLDivElement>(null);
  const showing = useDrawing(holder, props);
  const failure = typeof showing === 'object' ? showing.failure : null;
  return (
    <>
      <div
        ref={holder}
        className="page-picture"
        style={{ width, height }}
        role={label === '' ? undefined : 'img'}
        aria-label={label === '' ? undefined : label}
        data-testid="page-picture"
        data-drawn={showing === 'sharp' || showing === 'blank'}
        data-showing={failure === null ? showing : 'failure'}
      />
      {showing === 'nothing' && label !== '' && (
        <div className="page-drawing" aria-hidden="true">
          {t('viewer:drawing')}
        </div>
      )}
      {showing === 'blank' && label !== '' && <div className="page-blank">{t('viewer:blank')}</div>}
      {failure !== null && (
        <div
          className="page-failed"
          role={label === '' ? undefined : 'alert'}
          data-testid="page-failed"
          data-code={failure}
        >
          <strong>{t('viewer:pageFailed')}</strong>
          <p>{t(`errors:${failure}.what`)}</p>
        </div>
      )}
    </>
  );
}

/** Puts the page's canvas into its holder as soon as there is one, and says what stands there. */
function useDrawing(
  holder: { readonly current: HTMLElement | null },
  { source, index, turns, width, urgency, onDrawn }: PagePictureProps,
): Showing {
  const [showing, setShowing] = useState<Showing>('nothing');
  const widthPx = Math.round(width * window.devicePixelRatio);
  const latest = useRef({ onDrawn, urgency });
  useLayoutEffect(() => {
    latest.current = { onDrawn, urgency };
  });
  useLayoutEffect(() => {
    const place = holder.current;
    if (place === null) return undefined;
    const { sha256 } = source;
    const finish = ({ canvas, isBlank }: KeptPage): void => {
      place.replaceChildren(canvas);
      setShowing(isBlank ? 'blank' : 'sharp');
      latest.current.onDrawn?.(index);
    };
    const ready = keptPage(sha256, index, turns, widthPx);
    if (ready !== null) {
      finish(ready);
      return undefined;
    }
    const coarse = anyPage(sha256, index, turns, place.firstElementChild);
    if (coarse === null) place.replaceChildren();
    else if (coarse !== place.firstElementChild) place.replaceChildren(coarse);
    setShowing(coarse === null ? 'nothing' : 'coarse');
    const stop = new AbortController();
    const urgencyNow = (): number => latest.current.urgency;
    drawInTurn(urgencyNow, stop.signal, () => source.draw(index, widthPx, turns, stop.signal)).then(
      (drawn) => {
        const page = keepPage(sha256, index, turns, widthPx, drawn);
        if (!stop.signal.aborted) finish(page);
      },
      (thrown: unknown) => {
        if (!stop.signal.aborted) setShowing({ failure: toPlain(thrown).code });
      },
    );
    return () => stop.abort();
  }, [holder, source, index, turns, widthPx]);
  return showing;
}
