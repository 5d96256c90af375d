import type { DocumentLook } from '../document-request.ts';
import type { Random } from '../random.ts';
import type { Coverage, Plane } from './plane.ts';
import { blend, blendSpan, ink } from './plane.ts';
import { drawPen } from './shapes.ts';

const dark = ink('#101014');
const coffee = ink('#7a4a1c');

/** Marks that the whole document carries: they come from how it was filed and from the scanner, not from one page. */
export interface WearProfile {
  /** Number of punch holes at the left edge, if any. */
  holes: 2 | 3 | undefined;
  staple: boolean;
  shadowSide: 'left' | 'right' | 'top' | 'none';
  /** A streak of dust on the glass, as a fraction of the width. */
  streakAt: number | undefined;
  isFax: boolean;
}

export function wearProfile(look: DocumentLook, pages: number, random: Random): WearProfile {
  const { wear, mode } = look;
  return {
    holes: random.chance(wear * 0.7) ? random.pick([2, 3] as const) : undefined,
    staple: pages > 1 && random.chance(0.25 + wear * 0.5),
    shadowSide: random.chance(0.25 + wear * 0.6) ? random.pick(['left', 'right', 'top'] as const) : 'none',
    streakAt: random.chance(wear * 0.25) ? random.range(0.05, 0.95) : undefined,
    isFax: mode === 'g4' && random.chance(wear * 0.12),
  };
}

/** What happened to the paper and on the glass, drawn over the finished page. */
export function applyWear(plane: Plane, look: DocumentLook, profile: WearProfile, random: Random): void {
  const perMm = look.dpi / 25.4;
  if (profile.shadowSide !== 'none') drawShadow(plane, profile.shadowSide, look, random);
  if (profile.holes) drawHoles(plane, profile.holes, perMm, random);
  if (profile.staple) drawStaple(plane, perMm, random);
  if (profile.streakAt !== undefined) drawStreak(plane, profile.streakAt, random);
  if (random.chance(look.wear * 0.3)) drawFold(plane, look, random);
  if (random.chance(look.wear * 0.05)) drawCoffeeRing(plane, look, random);
  drawSpeckles(plane, look, profile.isFax, random);
}

function drawShadow(plane: Plane, side: 'left' | 'right' | 'top', look: DocumentLook, random: Random): void {
  const reach = Math.round(random.range(1, 2 + look.wear * 4) * (look.dpi / 25.4));
  if (look.mode === 'g4') {
    drawBlackEdge(plane, side, Math.max(2, reach >> 2), random);
    return;
  }
  const depth = random.range(0.25, 0.55);
  for (let i = 0; i < reach; i++) {
    const opacity = Math.round(256 * depth * (1 - i / reach) ** 2);
    if (side === 'top') blendSpan(plane, i, 0, plane.width, dark, opacity);
    else {
      const x = side === 'left' ? i : plane.width - 1 - i;
      for (let y = 0; y < plane.height; y++) blendSpan(plane, y, x, x + 1, dark, opacity);
    }
  }
}

/** On 1-bit scans the shadow is a black band with a ragged edge. */
function drawBlackEdge(plane: Plane, side: 'left' | 'right' | 'top', reach: number, random: Random): void {
  let width = reach * random.range(0.4, 1);
  if (side === 'top') {
    for (let y = 0; y < width; y++) blendSpan(plane, y, 0, plane.width, dark, 256);
    return;
  }
  for (let y = 0; y < plane.height; y++) {
    if (y % 4 === 0) width = Math.max(0, Math.min(reach, width + random.range(-1.1, 1.1)));
    const w = Math.round(width);
    if (side === 'left') blendSpan(plane, y, 0, w, dark, 256);
    else blendSpan(plane, y, plane.width - w, plane.width, dark, 256);
  }
}

function drawHoles(plane: Plane, holes: 2 | 3, perMm: number, random: Random): void {
  const spacing = (holes === 2 ? 80 : 108) * perMm;
  const middle = plane.height / 2 + random.range(-2, 2) * perMm;
  const x = random.range(9, 12) * perMm;
  for (let i = 0; i < holes; i++) {
    const y = middle + (i - (holes - 1) / 2) * spacing;
    // The lid behind a hole is dark grey; its rim throws a shadow on one side.
    drawPen(
      plane,
      [
        [x, y],
        [x + 1, y],
      ],
      3 * perMm,
      ink('#3a3a3c'),
      1,
    );
  }
}

function drawStaple(plane: Plane, perMm: number, random: Random): void {
  const x = random.range(8, 14) * perMm;
  const y = random.range(8, 13) * perMm;
  const length = 11 * perMm;
  const slope = random.range(-0.9, -0.5);
  drawPen(
    plane,
    [
      [x, y],
      [x + length * Math.cos(slope), y + length * Math.sin(slope)],
    ],
    0.35 * perMm,
    ink('#4c4c50'),
    0.8,
  );
  drawPen(
    plane,
    [
      [x + 3, y + 4],
      [x + 3 + length * Math.cos(slope), y + 4 + length * Math.sin(slope)],
    ],
    0.3 * perMm,
    ink('#c9c9c4'),
    0.4,
  );
}

function drawStreak(plane: Plane, at: number, random: Random): void {
  const x = Math.round(at * plane.width);
  for (let y = 0; y < plane.height; y++) blendSpan(plane, y, x, x + 1 + (y & 1), dark, random.int(20, 90));
}

function drawFold(plane: Plane, look: DocumentLook, random: Random): void {
  const y = Math.round(plane.height * random.pick([0.333, 0.5, 0.667]));
  const slope = random.range(-0.004, 0.004);
  if (look.mode === 'g4') {
    for (let i = 0; i < 160; i++) {
      const x = random.int(0, plane.width - 4);
      blendSpan(plane, Math.round(y + x * slope), x, x + random.int(1, 3), dark, 256);
    }
    return;
  }
  for (let x = 0; x < plane.width; x += 8) {
    const row = Math.round(y + x * slope);
    blendSpan(plane, row, x, x + 8, dark, random.int(20, 60));
    blendSpan(plane, row + 1, x, x + 8, ink('#ffffff'), random.int(30, 90));
  }
}

function drawCoffeeRing(plane: Plane, look: DocumentLook, random: Random): void {
  const perMm = look.dpi / 25.4;
  const radius = random.range(34, 42) * perMm;
  const cx = random.range(0.1, 0.9) * plane.width;
  const cy = random.range(0.1, 0.9) * plane.height;
  const start = random.range(0, 6);
  const sweep = random.range(3.5, 6.2);
  const steps = Math.round(radius * sweep * 0.6);
  const spot: Coverage = { width: 3, height: 3, data: Uint8Array.of(90, 160, 90, 160, 255, 160, 90, 160, 90) };
  for (let i = 0; i < steps; i++) {
    const angle = start + (sweep * i) / steps;
    const strength = 0.2 + 0.2 * Math.sin(angle * 3) ** 2;
    for (const inward of [0, 2, random.range(3, 10)]) {
      const x = Math.round(cx + (radius - inward) * Math.cos(angle));
      const y = Math.round(cy + (radius - inward) * Math.sin(angle));
      blend(plane, spot, x, y, coffee, inward > 2 ? strength * 0.4 : strength);
    }
  }
}

function drawSpeckles(plane: Plane, look: DocumentLook, isFax: boolean, random: Random): void {
  const scale = (plane.width * plane.height) / 3_740_000;
  const count = Math.round(scale * (isFax ? 1500 : 12 + look.wear * (look.mode === 'g4' ? 420 : 60)));
  const { width, height, channels, data } = plane;
  for (let i = 0; i < count; i++) {
    const x = Math.floor(random.next() * (width - 3));
    const y = Math.floor(random.next() * (height - 2));
    const size = random.next() < 0.75 ? 1 : 2;
    const at = (y * width + x) * channels;
    data.fill(40, at, at + size * channels);
    if (size === 2) data.fill(60, at + width * channels, at + (width + 1) * channels);
  }
}
