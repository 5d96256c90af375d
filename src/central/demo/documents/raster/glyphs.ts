import type { SKRSContext2D } from '@napi-rs/canvas';
import { createCanvas, Path2D } from '@napi-rs/canvas';
import type { Face } from './faces.ts';
import { familiesFor } from './faces.ts';
import { mrzStrokes } from './mrz-strokes.ts';
import type { Coverage } from './plane.ts';

/** One letter as a mask, placed relative to the pen position on the baseline. */
export interface Glyph extends Coverage {
  readonly left: number;
  readonly top: number;
}

export interface GlyphSheet {
  /** Draws what the text needs and is not there yet, in one go: a canvas costs a millisecond, a letter on it little. */
  prepare(text: string): void;
  /** The letter for a pen position whose fractional pixel is below (0) or above (1) one half. */
  glyph(character: string, phase: 0 | 1): Glyph;
  /** In pixels. */
  advance(character: string): number;
}

const common = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPRSTUVW0123456789.,;:'()/-éèêàâîôûç";

const sheets = new Map<string, GlyphSheet>();

/**
 * Letters drawn once per face and size, then stamped by the thousand. `soft` adds the slight blur of a grey or colour
 * scanner; 1-bit pages keep the edge.
 */
export function glyphSheet(face: Face, pixelSize: number, soft: boolean): GlyphSheet {
  const size = Math.round(pixelSize * 4) / 4;
  const key = `${face} ${size} ${soft}`;
  let sheet = sheets.get(key);
  if (!sheet) {
    sheet = createSheet(face, size, soft);
    sheets.set(key, sheet);
  }
  return sheet;
}

function createSheet(face: Face, size: number, soft: boolean): GlyphSheet {
  const glyphs: [Map<string, Glyph>, Map<string, Glyph>] = [new Map(), new Map()];
  const load = (characters: readonly string[]): void => {
    for (const phase of [0, 1] as const) {
      const drawn = drawGlyphs(face, size, soft, phase * 0.5, characters);
      characters.forEach((character, index) => {
        const glyph = drawn[index];
        if (glyph) glyphs[phase].set(character, glyph);
      });
    }
  };
  const width = advances(face);
  return {
    prepare(text) {
      const missing = new Set<string>();
      for (const character of text) if (character !== ' ' && !glyphs[0].has(character)) missing.add(character);
      if (missing.size === 0) return;
      // A face that sets running text will need the whole alphabet.
      if (text.length > 30) for (const character of common) if (!glyphs[0].has(character)) missing.add(character);
      load([...missing]);
    },
    glyph(character, phase) {
      const known = glyphs[phase].get(character);
      if (known) return known;
      load([character]);
      return glyphs[phase].get(character) ?? blank;
    },
    advance: (character) => width(character) * size,
  };
}

const blank: Glyph = { left: 0, top: 0, width: 0, height: 0, data: new Uint8Array(0) };
const advancesByFace = new Map<Face, (character: string) => number>();

/** Advance widths as a fraction of the type size. */
export function advances(face: Face): (character: string) => number {
  const known = advancesByFace.get(face);
  if (known) return known;
  const widths = new Map<string, number>();
  const context = createCanvas(8, 8).getContext('2d');
  const measure = (character: string): number => {
    if (face === 'mrz') return mrzPitch;
    const seen = widths.get(character);
    if (seen !== undefined) return seen;
    context.font = `100px ${familiesFor(face, character)}`;
    const width = context.measureText(character).width / 100;
    widths.set(character, width);
    return width;
  };
  advancesByFace.set(face, measure);
  return measure;
}

// OCR-B size 1: pitch 2.54 mm, capitals 2.4 mm high. "Type size" of this face is the height of the capitals.
const mrzPitch = 2.54 / 2.4;

function drawGlyphs(face: Face, size: number, soft: boolean, shift: number, characters: readonly string[]): Glyph[] {
  const cell = Math.ceil(size * 1.9) + 4;
  const originX = Math.ceil(size * 0.45) + 1;
  const originY = Math.ceil(size * 1.35) + 1;
  const columns = Math.min(characters.length, 24);
  const canvas = createCanvas(cell * columns, cell * Math.ceil(characters.length / columns));
  const context = canvas.getContext('2d');
  const at = (index: number): [number, number] => [(index % columns) * cell, Math.floor(index / columns) * cell];
  characters.forEach((character, index) => {
    const [x, y] = at(index);
    drawGlyph(context, face, size, character, x + originX + shift, y + originY);
  });
  // The width is read once: it is a call into native code.
  const { width, height } = canvas;
  const sheet = { pixels: context.getImageData(0, 0, width, height).data, width };
  return characters.map((_, index) => cut(sheet, at(index), cell, { originX, originY, soft }));
}

function drawGlyph(context: SKRSContext2D, face: Face, size: number, character: string, x: number, y: number): void {
  if (face !== 'mrz') {
    context.font = `${size}px ${familiesFor(face, character)}`;
    context.fillText(character, x, y);
    return;
  }
  const scale = size / 24;
  context.save();
  context.translate(x + (mrzPitch * size - 16 * scale) / 2, y - size);
  context.scale(scale, scale);
  context.lineWidth = 3.4;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(new Path2D(mrzStrokes[character] ?? ''));
  context.restore();
}

interface Cut {
  originX: number;
  originY: number;
  soft: boolean;
}

function cut(
  sheet: { pixels: Uint8ClampedArray; width: number },
  [left, top]: [number, number],
  cell: number,
  how: Cut,
): Glyph {
  const { pixels, width: sheetWidth } = sheet;
  const alpha = new Uint8Array(cell * cell);
  let x0 = cell;
  let x1 = -1;
  let y0 = cell;
  let y1 = -1;
  for (let y = 0; y < cell; y++) {
    for (let x = 0; x < cell; x++) {
      const value = pixels[((top + y) * sheetWidth + left + x) * 4 + 3] as number;
      if (value === 0) continue;
      alpha[y * cell + x] = value;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
    }
  }
  if (x1 < 0) return blank;
  // One pixel of margin for the blur; the cell has it on every side.
  x0 = Math.max(0, x0 - 1);
  y0 = Math.max(0, y0 - 1);
  x1 = Math.min(cell - 1, x1 + 1);
  y1 = Math.min(cell - 1, y1 + 1);
  const width = x1 - x0 + 1;
  const height = y1 - y0 + 1;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[y * width + x] = how.soft
        ? blurred(alpha, cell, x + x0, y + y0)
        : (alpha[(y + y0) * cell + x + x0] as number);
    }
  }
  return { left: x0 - how.originX, top: y0 - how.originY, width, height, data };
}

function blurred(alpha: Uint8Array, cell: number, x: number, y: number): number {
  let sum = 0;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
      sum += weight * (alpha[(y + dy) * cell + x + dx] ?? 0);
    }
  }
  return sum >> 4;
}
