import type { QuarterTurns } from '../pages/page-geometry.ts';
import type { DrawnPage } from './page-source.ts';

/**
 * Pictures kept for turning back and for the case that is prepared: in memory only, at most this many pixels (4 bytes
 * each, 40 MB): a dozen letter pages at the width of an ordinary screen.
 */
const mostPixelsKept = 10_000_000;

interface Kept {
  readonly drawn: DrawnPage;
  readonly sha256: string;
  readonly index: number;
  readonly turns: QuarterTurns;
}

/** The most recently used last. */
const kept = new Map<string, Kept>();
let pixels = 0;

const keyOf = (sha256: string, index: number, turns: QuarterTurns, widthPx: number): string =>
  `${sha256} ${index} ${turns} ${widthPx}`;

export function keepPicture(
  sha256: string,
  index: number,
  turns: QuarterTurns,
  widthPx: number,
  drawn: DrawnPage,
): void {
  const key = keyOf(sha256, index, turns, widthPx);
  drop(key);
  kept.set(key, { drawn, sha256, index, turns });
  pixels += drawn.picture.width * drawn.picture.height;
  for (const oldest of kept.keys()) {
    if (pixels <= mostPixelsKept || kept.size === 1) return;
    drop(oldest);
  }
}

/** The page at just this width. */
export function keptPicture(sha256: string, index: number, turns: QuarterTurns, widthPx: number): DrawnPage | null {
  const key = keyOf(sha256, index, turns, widthPx);
  const found = kept.get(key);
  if (found === undefined) return null;
  kept.delete(key);
  kept.set(key, found);
  return found.drawn;
}

/** Any picture of the page, the widest: shown at once while the sharp one is drawn. */
export function anyPicture(sha256: string, index: number, turns: QuarterTurns): ImageBitmap | null {
  let best: ImageBitmap | null = null;
  for (const { drawn, ...each } of kept.values()) {
    if (
      each.sha256 === sha256 &&
      each.index === index &&
      each.turns === turns &&
      drawn.picture.width > (best?.width ?? 0)
    ) {
      best = drawn.picture;
    }
  }
  return best;
}

function drop(key: string): void {
  const found = kept.get(key);
  if (found === undefined) return;
  kept.delete(key);
  pixels -= found.drawn.picture.width * found.drawn.picture.height;
  found.drawn.picture.close();
}

/** When the store is locked: nothing of a file stays in memory. */
export function forgetPictures(): void {
  for (const key of [...kept.keys()]) drop(key);
}
