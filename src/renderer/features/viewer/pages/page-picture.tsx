import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toPlain } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { drawInTurn } from '../sources/drawing-queue.ts';
import type { DrawnPage, PageSource } from '../sources/page-source.ts';
import { anyPicture, keepPicture, keptPicture } from '../sources/picture-cache.ts';
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
  readonly label: string;
  /** A page stands sharp on the screen. */
  readonly onDrawn?: (index: number) => void;
}

function put(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0);
}

/** `coarse`: something of the page is there, sharpness is under way. */
type Showing = 'nothing' | 'coarse' | 'sharp' | 'blank' | { readonly failure: ErrorCode };

/** One page as a picture: what is kept of it at once, sharp a moment later; a page that fails says so in its place. */
export function PagePicture({ source, index, turns, width, height, urgency, label, onDrawn }: PagePictureProps) {
  const { t } = useTranslation(['viewer', 'errors']);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [showing, setShowing] = useState<Showing>('nothing');
  const widthPx = Math.round(width * window.devicePixelRatio);
  const latest = useRef({ onDrawn, urgency });
  useLayoutEffect(() => {
    latest.current = { onDrawn, urgency };
  });
  useLayoutEffect(() => {
    const place = canvas.current;
    if (place === null) return undefined;
    const { sha256 } = source;
    const finish = (drawn: DrawnPage): void => {
      put(place, drawn.picture);
      setShowing(drawn.isBlank ? 'blank' : 'sharp');
      latest.current.onDrawn?.(index);
    };
    const ready = keptPicture(sha256, index, turns, widthPx);
    if (ready !== null) {
      finish(ready);
      return undefined;
    }
    const coarse = anyPicture(sha256, index, turns);
    if (coarse !== null) put(place, coarse);
    setShowing(coarse === null ? 'nothing' : 'coarse');
    const stop = new AbortController();
    const urgencyNow = (): number => latest.current.urgency;
    drawInTurn(urgencyNow, stop.signal, () => source.draw(index, widthPx, turns, stop.signal)).then(
      (drawn) => {
        keepPicture(sha256, index, turns, widthPx, drawn);
        if (!stop.signal.aborted) finish(drawn);
      },
      (thrown: unknown) => {
        if (!stop.signal.aborted) setShowing({ failure: toPlain(thrown).code });
      },
    );
    return () => stop.abort();
  }, [source, index, turns, widthPx]);
  useEffect(() => {
    const place = canvas.current;
    return () => {
      // Its memory goes with the page, not when the collector comes round.
      if (place !== null) place.width = 0;
    };
  }, []);
  const failure = typeof showing === 'object' ? showing.failure : null;
  return (
    <>
      <canvas
        ref={canvas}
        className="page-picture"
        style={{ width, height }}
        role="img"
        aria-label={label}
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
