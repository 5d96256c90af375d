import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { toPlain } from '#shared/errors/app-error.ts';
import { drawInTurn } from '../sources/drawing-queue.ts';
import type { PageSource } from '../sources/page-source.ts';
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
  readonly onDrawn?: () => void;
}

function put(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0);
}

/** One page as a picture: what is kept of it at once, sharp a moment later; a page that fails says so in its place. */
export function PagePicture({ source, index, turns, width, height, urgency, label, onDrawn }: PagePictureProps) {
  const { t } = useTranslation(['viewer', 'errors']);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [isDrawn, setIsDrawn] = useState(false);
  const widthPx = Math.round(width * window.devicePixelRatio);
  const drawn = useRef(onDrawn);
  useEffect(() => {
    drawn.current = onDrawn;
  }, [onDrawn]);
  const near = Math.min(urgency, 2);
  useLayoutEffect(() => {
    const place = canvas.current;
    if (place === null) return undefined;
    const { sha256 } = source;
    const ready = keptPicture(sha256, index, turns, widthPx);
    const finish = (): void => {
      setFailure(null);
      setIsDrawn(true);
      drawn.current?.();
    };
    if (ready !== null) {
      put(place, ready);
      finish();
      return undefined;
    }
    const coarse = anyPicture(sha256, index, turns);
    if (coarse === null) setIsDrawn(false);
    else put(place, coarse);
    const stop = new AbortController();
    drawInTurn(near, stop.signal, () => source.draw(index, widthPx, turns, stop.signal)).then(
      (picture) => {
        if (stop.signal.aborted) {
          picture.close();
          return;
        }
        put(place, picture);
        keepPicture(sha256, index, turns, widthPx, picture);
        finish();
      },
      (thrown: unknown) => {
        if (!stop.signal.aborted) setFailure(toPlain(thrown).code);
      },
    );
    return () => stop.abort();
  }, [source, index, turns, widthPx, near]);
  return (
    <>
      <canvas
        ref={canvas}
        className="page-picture"
        style={{ width, height }}
        role="img"
        aria-label={label}
        data-testid="page-picture"
        data-drawn={isDrawn && failure === null}
      />
      {failure !== null && (
        <div className="page-failed" role="alert" data-testid="page-failed" data-code={failure}>
          <strong>{t('viewer:pageFailed')}</strong>
          <p>{t(`errors:${failure}.what`)}</p>
        </div>
      )}
    </>
  );
}
