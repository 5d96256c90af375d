import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { errorCodes } from '#shared/errors/codes.ts';
import type { PageSize, QuarterTurns } from '../pages/page-geometry.ts';

/** A page as it is shown. */
export interface DrawnPage {
  readonly picture: ImageBitmap;
  /** One colour all over, (uniform-picture.ts). */
  readonly isBlank: boolean;
}

/** A document as pages that can be drawn. Both engines (pdf.js, pictures from the core) give this and nothing else. */
export interface PageSource {
  readonly sha256: string;
  readonly pageCount: number;
  /** The size as far as it is known: a guess from the first page until `learn` has read the page. */
  sizeOf(index: number): PageSize;
  /** Reads a page's real size; resolves to whether it differed from the guess. */
  learn(index: number): Promise<boolean>;
  /** The page `widthPx` device pixels wide after turning, or as wide as it can be. Throws an AppError with a `document-*` code. */
  draw(index: number, widthPx: number, turns: QuarterTurns, signal: AbortSignal): Promise<DrawnPage>;
  /** Puts selectable text over a page; null where the document has none. */
  readonly writeText:
    | ((
        index: number,
        container: HTMLElement,
        scale: number,
        turns: QuarterTurns,
        signal: AbortSignal,
      ) => Promise<void>)
    | null;
  close(): void;
}

/** Most device pixels in one picture: some 64 MB; a larger page is drawn coarser. */
const mostPixels = 16_000_000;

/** A width that keeps a page of these proportions within `mostPixels` and the core's limits. */
export function boundedWidth(widthPx: number, size: PageSize): number {
  const byArea = Math.sqrt((mostPixels * size.width) / Math.max(1, size.height));
  return Math.max(16, Math.floor(Math.min(widthPx, byArea, 8192)));
}

/** The failure that an answer of the document protocol carries. */
export function failureOf(response: Response): AppError {
  const code = response.headers.get('x-dossier-error');
  const known = errorCodes.find((each): each is ErrorCode => each === code);
  return new AppError(known ?? 'document-unreadable');
}
