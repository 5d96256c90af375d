/**
 * A page in memory: 8-bit samples, one (grey) or three (RGB) per pixel, rows `stride` bytes apart.
 * Pages are drawn here instead of on a full-page canvas because reading such a canvas back costs
 * 40 ms at 200 dpi, three times the budget of a whole page.
 */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** Width is rounded up to a multiple of 8 so that rows can be read a word at a time. */
export function createPlane(width: number, height: number, channels: 1 | 3): Plane {
  const padded = (Math.round(width) + 7) & ~7;
  const rows = Math.round(height);
  return { width: padded, height: rows, channels, data: new Uint8Array(padded * rows * channels).fill(255) };
}

/** 8-bit opacity of a shape, without colour. */
export interface Coverage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Ink {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

export function ink(hex: string): Ink {
  const value = Number.parseInt(hex.replace('#', ''), 16);
  return { red: (value >> 16) & 255, green: (value >> 8) & 255, blue: value & 255 };
}

function luminance(colour: Ink): number {
  return Math.round(0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue);
}

// In this folder `as number` after an index stands where the loop bounds already guarantee the
// element; a check per sample would cost more than the drawing.

/** Lays ink on the plane through a mask; `strength` 0..1 scales the mask. Clips to the plane. */
export function blend(plane: Plane, mask: Coverage, left: number, top: number, colour: Ink, strength = 1): void {
  const x0 = Math.max(0, left);
  const x1 = Math.min(plane.width, left + mask.width);
  const y0 = Math.max(0, top);
  const y1 = Math.min(plane.height, top + mask.height);
  if (x0 >= x1 || y0 >= y1) return;
  const scale = Math.round(strength * 257);
  if (plane.channels === 1) blendGrey(plane, mask, { x0, x1, y0, y1, left, top }, luminance(colour), scale);
  else blendColour(plane, mask, { x0, x1, y0, y1, left, top }, colour, scale);
}

interface Clip {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  left: number;
  top: number;
}

function blendGrey(plane: Plane, mask: Coverage, clip: Clip, level: number, scale: number): void {
  const target = plane.data;
  const source = mask.data;
  for (let y = clip.y0; y < clip.y1; y++) {
    let from = (y - clip.top) * mask.width + (clip.x0 - clip.left);
    let to = y * plane.width + clip.x0;
    const end = y * plane.width + clip.x1;
    for (; to < end; to++, from++) {
      const opacity = source[from] as number;
      if (opacity === 0) continue;
      const under = target[to] as number;
      target[to] = under - (((under - level) * opacity * scale) >> 16);
    }
  }
}

function blendColour(plane: Plane, mask: Coverage, clip: Clip, colour: Ink, scale: number): void {
  const target = plane.data;
  const source = mask.data;
  const { red, green, blue } = colour;
  for (let y = clip.y0; y < clip.y1; y++) {
    let from = (y - clip.top) * mask.width + (clip.x0 - clip.left);
    let to = (y * plane.width + clip.x0) * 3;
    const end = (y * plane.width + clip.x1) * 3;
    for (; to < end; to += 3, from++) {
      const opacity = source[from] as number;
      if (opacity === 0) continue;
      const k = opacity * scale;
      const r = target[to] as number;
      const g = target[to + 1] as number;
      const b = target[to + 2] as number;
      target[to] = r - (((r - red) * k) >> 16);
      target[to + 1] = g - (((g - green) * k) >> 16);
      target[to + 2] = b - (((b - blue) * k) >> 16);
    }
  }
}

/** Lays ink on one horizontal span; `opacity` 0..256. */
export function blendSpan(plane: Plane, y: number, from: number, to: number, colour: Ink, opacity: number): void {
  if (y < 0 || y >= plane.height || opacity <= 0) return;
  const x0 = Math.max(0, from);
  const x1 = Math.min(plane.width, to);
  const { data, channels } = plane;
  const levels = channels === 1 ? [luminance(colour)] : [colour.red, colour.green, colour.blue];
  for (let channel = 0; channel < channels; channel++) {
    const level = levels[channel] as number;
    const end = (y * plane.width + x1) * channels;
    for (let i = (y * plane.width + x0) * channels + channel; i < end; i += channels) {
      const under = data[i] as number;
      data[i] = under - (((under - level) * opacity) >> 8);
    }
  }
}
