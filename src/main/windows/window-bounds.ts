import type { WindowBounds } from '../platform/shell-settings.ts';
import { minSize } from './window-options.ts';

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** This much of a window's top edge must be on a display, so that a person can take hold of it. */
const graspPx = 120;

function overlap(a: number, aLength: number, b: number, bLength: number): number {
  return Math.min(a + aLength, b + bLength) - Math.max(a, b);
}

/**
 * Where a remembered window may be put back: null (let the system choose) where its display is gone or
 * its title would be out of reach, smaller where the display has shrunk.
 */
export function boundsOnDisplays(bounds: WindowBounds, workAreas: readonly Area[]): Area | null {
  const area = workAreas.find(
    (each) =>
      overlap(bounds.x, bounds.width, each.x, each.width) >= graspPx &&
      bounds.y >= each.y &&
      bounds.y + graspPx <= each.y + each.height,
  );
  if (area === undefined) return null;
  const width = Math.max(minSize.width, Math.min(bounds.width, area.width));
  const height = Math.max(minSize.height, Math.min(bounds.height, area.height));
  return { x: bounds.x, y: bounds.y, width, height };
}

/** The set of displays a position belongs to: a laptop at its desk and on the road are two. */
export function displaysKey(kind: string, workAreas: readonly Area[]): string {
  const sizes = workAreas.map(({ x, y, width, height }) => `${width}x${height}@${x},${y}`);
  return `${kind}:${sizes.sort().join('+')}`;
}
