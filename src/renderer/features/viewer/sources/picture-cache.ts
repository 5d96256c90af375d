import type { QuarterTurns } from '../pages/page-geometry.ts';
import type { DrawnPage } from './page-source.ts';

/** A page as it is put on the screen: the canvas itself is kept, so that showing it again copies nothing. */
export interface KeptPage {
  readonly canvas: HTMLCanvasElement;
  readonly isBlank: boolean;
}

/**
 * Pages kept for turning back and for the case that is prepared: in memory only, at most this many pixels (4 bytes each,
 * 40 MB): a dozen letter pages at the width of an ordinary screen. What stands on the screen stays whatever its size.
 */
const mostPixelsKept = 10_000_000;

interface Entry extends KeptPage {
  readonly sha256: string;
  readonly index: number;
  readonly turns: QuarterTurns;
  readonly pixels: number;
}

/** The most recently used last. */
const kept = new Map<string, Entry>();
let pixelsKept = 0;

const keyOf = (sha256: string, index: number, turns: QuarterTurns, widthPx: number): string =>
  `${sha256} ${index} ${turns} ${widthPx}`;

/** Takes the picture over; it must not be used or closed by the caller any more. */
export function keepPage(
  sha256: string,
  index: number,
  turns: QuarterTurns,
  widthPx: number,
  { picture, isBlank }: DrawnPage,
): KeptPage {
  const key = keyOf(sha256, index, turns, widthPx);
  drop(key);
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  const pixels = picture.width * picture.height;
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
  kept.set(key, { canvas, isBlank, sha256, index, turns, pixels });
  pixelsKept += pixels;
  for (const [oldest, entry] of [...kept]) {
    if (pixelsKept <= mostPixelsKept) break;
    if (oldest !== key && !entry.canvas.isConnected) drop(oldest);
  }
  return { canvas, isBlank };
}

/** The page at just this width. */
export function keptPage(sha256: string, index: number, turns: QuarterTurns, widthPx: number): KeptPage | null {
  const key = keyOf(sha256, index, turns, widthPx);
  const found = kept.get(key);
  if (found === undefined) return null;
  kept.delete(key);
  kept.set(key, found);
  return found;
}

/** The page at any width: what `stands` there of it already, else the widest. To look at while the sharp one is drawn. */
export function anyPage(
  sha256: string,
  index: number,
  turns: QuarterTurns,
  stands: Element | null,
): HTMLCanvasElement | null {
  let best: Entry | null = null;
  for (const each of kept.values()) {
    if (each.sha256 !== sha256 || each.index !== index || each.turns !== turns) continue;
    if (each.canvas === stands) return each.canvas;
    if (each.pixels > (best?.pixels ?? 0)) best = each;
  }
  if (best === null) return null;
  return best.canvas.isConnected ? copyOf(best.canvas) : best.canvas;
}

/** One canvas stands in one place only. */
function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext('2d', { alpha: false })?.drawImage(canvas, 0, 0);
  return copy;
}

function drop(key: string): void {
  const found = kept.get(key);
  if (found === undefined) return;
  kept.delete(key);
  pixelsKept -= found.pixels;
  // Its memory goes now, not when the collector comes round.
  found.canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(null);
  found.canvas.width = 0;
}

/** When the store is locked: nothing of a file stays in memory. */
export function forgetPages(): void {
  for (const key of [...kept.keys()]) drop(key);
}
