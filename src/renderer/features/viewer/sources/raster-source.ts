import type { DocumentFacts } from '#shared/contract/case-file.ts';
import { pageImageUrl } from '#shared/contract/shell-bridge.ts';
import type { PageSize, QuarterTurns } from '../pages/page-geometry.ts';
import { turnedSize } from '../pages/page-geometry.ts';
import type { DrawnPage, PageSource } from './page-source.ts';
import { boundedWidth, failureOf } from './page-source.ts';
import { isUniform } from './uniform-picture.ts';

const cssDpi = 96;
/** Scans that do not say their resolution are shown as if a letter page wide. */
const letterWidth = 8.5 * cssDpi;
const anyPage: PageSize = { width: letterWidth, height: 11 * cssDpi };

function naturalSize(page: DocumentFacts['pages'][number]): PageSize {
  const believable = page.dpi !== null && page.dpi >= 50 && page.dpi <= 2400;
  const factor = believable && page.dpi !== null ? cssDpi / page.dpi : letterWidth / page.width;
  return { width: Math.max(1, page.width * factor), height: Math.max(1, page.height * factor) };
}

const degrees = { 0: 0, 1: 90, 2: 180, 3: 270 } as const;

/** A page as the core draws it. */
export async function fetchPagePicture(
  sha256: string,
  index: number,
  widthPx: number,
  turns: QuarterTurns,
  signal: AbortSignal,
): Promise<DrawnPage> {
  const response = await fetch(pageImageUrl(sha256, index, { widthPx, rotation: degrees[turns] }), { signal });
  if (!response.ok) throw failureOf(response);
  const picture = await createImageBitmap(await response.blob());
  return { picture, isBlank: isUniform(picture) };
}

/** TIFF, JPEG and PNG: the core decodes, the page shows. */
export function rasterSource(facts: DocumentFacts): PageSource {
  const { sha256, pages } = facts;
  const sizes = pages.map(naturalSize);
  const sizeOf = (index: number): PageSize => sizes[index] ?? anyPage;
  return {
    sha256,
    pageCount: pages.length,
    sizeOf,
    learn: () => Promise.resolve(false),
    draw: (index, widthPx, turns, signal) =>
      fetchPagePicture(sha256, index, boundedWidth(widthPx, turnedSize(sizeOf(index), turns)), turns, signal),
    writeText: null,
    close: () => undefined,
  };
}
