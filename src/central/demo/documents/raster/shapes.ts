import type { Coverage, Ink, Plane } from './plane.ts';
import { blend, blendSpan } from './plane.ts';

export type Point = readonly [x: number, y: number];

/** Fills a convex polygon given in pixels. Grey and colour pages get soft edges, 1-bit pages the scanner's steps. */
export function fillPolygon(plane: Plane, points: readonly Point[], colour: Ink, opacity: number, soft: boolean): void {
  const subRows = soft ? 4 : 1;
  // Four layers at this strength add up to the opacity asked for.
  const layer = soft
    ? Math.round((1 - (1 - Math.min(0.98, opacity)) ** (1 / subRows)) * 256)
    : Math.round(opacity * 256);
  const top = Math.max(0, Math.floor(Math.min(...points.map(([, y]) => y))));
  const bottom = Math.min(plane.height - 1, Math.ceil(Math.max(...points.map(([, y]) => y))));
  for (let y = top; y <= bottom; y++) {
    for (let sub = 0; sub < subRows; sub++) {
      const span = crossing(points, y + (sub + 0.5) / subRows);
      if (span) blendSpan(plane, y, Math.round(span[0]), Math.round(span[1]), colour, layer);
    }
  }
}

function crossing(points: readonly Point[], y: number): readonly [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let previous = points[points.length - 1];
  for (const point of points) {
    if (previous && previous[1] <= y !== point[1] <= y) {
      const x = previous[0] + ((y - previous[1]) / (point[1] - previous[1])) * (point[0] - previous[0]);
      if (x < low) low = x;
      if (x > high) high = x;
    }
    previous = point;
  }
  return low <= high ? [low, high] : undefined;
}

const discs = new Map<number, Coverage>();

function disc(radius: number): Coverage {
  const key = Math.max(1, Math.round(radius * 4));
  const known = discs.get(key);
  if (known) return known;
  const r = key / 4;
  const size = 2 * Math.ceil(r + 0.5) + 1;
  const centre = size >> 1;
  const data = new Uint8Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const distance = Math.hypot(x - centre, y - centre);
      data[y * size + x] = Math.round(255 * Math.max(0, Math.min(1, r + 0.5 - distance)));
    }
  }
  const made = { width: size, height: size, data };
  discs.set(key, made);
  return made;
}

/** Draws along a smooth curve through the points (pixels); fast parts of the stroke are thinner, as with a pen. */
export function drawPen(plane: Plane, points: readonly Point[], radius: number, colour: Ink, strength: number): void {
  for (let i = 0; i + 1 < points.length; i++) {
    const p1 = points[i] as Point;
    const p2 = points[i + 1] as Point;
    const p0 = points[i - 1] ?? p1;
    const p3 = points[i + 2] ?? p2;
    const length = Math.hypot(p2[0] - p1[0], p2[1] - p1[1]);
    const steps = Math.max(2, Math.ceil(length / Math.max(0.7, radius * 0.6)));
    const tip = disc(radius * Math.max(0.55, 1.15 - length / (radius * 160)));
    const half = tip.width >> 1;
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      const x = spline(p0[0], p1[0], p2[0], p3[0], t);
      const y = spline(p0[1], p1[1], p2[1], p3[1], t);
      blend(plane, tip, Math.round(x) - half, Math.round(y) - half, colour, strength);
    }
  }
}

/** Catmull-Rom. */
function spline(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}
