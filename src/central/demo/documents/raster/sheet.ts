import type { DocumentLook } from '../document-request.ts';
import type { Random } from '../random.ts';
import type { Face } from './faces.ts';
import { familiesFor } from './faces.ts';
import { advances, glyphSheet } from './glyphs.ts';
import type { Picture } from './picture.ts';
import { paintCoverage, pasteHalftone, pastePicture } from './picture.ts';
import type { Coverage, Ink, Plane } from './plane.ts';
import { blend, ink } from './plane.ts';
import type { Point } from './shapes.ts';
import { drawPen, fillPolygon } from './shapes.ts';

export const black = ink('#1c1c1e');
export const penBlue = ink('#1d2f86');

export interface TextStyle {
  face: Face;
  /** In points; for the face `mrz` the height of the capitals. */
  size: number;
  ink?: Ink;
  align?: 'left' | 'right' | 'center';
  /** Extra space between letters, in points. */
  spacing?: number;
  /** 0..1, how unsteady the baseline is (typewriter, handwriting). */
  jitter?: number;
  /** 0..1, how much ink is on the paper. */
  strength?: number;
}

/**
 * The sheet of paper that a document's author draws on: millimetres from the top left corner of the paper, text by its
 * baseline. Where the sheet lies on the scanner's glass (skew, shift) is settled here, so kinds need not know.
 */
export class Sheet {
  readonly width: number;
  readonly height: number;
  readonly look: DocumentLook;
  readonly random: Random;
  readonly plane: Plane;
  readonly #perMm: number;
  readonly #cos: number;
  readonly #sin: number;
  readonly #shift: Point;
  readonly #soft: boolean;

  constructor(options: {
    widthMm: number;
    heightMm: number;
    plane: Plane;
    look: DocumentLook;
    random: Random;
    skewRadians: number;
    shiftMm: Point;
  }) {
    this.width = options.widthMm;
    this.height = options.heightMm;
    this.plane = options.plane;
    this.look = options.look;
    this.random = options.random;
    this.#perMm = options.look.dpi / 25.4;
    this.#cos = Math.cos(options.skewRadians);
    this.#sin = Math.sin(options.skewRadians);
    // Turning about the middle of the sheet keeps the corners on the page.
    const [cx, cy] = [options.widthMm / 2, options.heightMm / 2];
    this.#shift = [
      options.shiftMm[0] + cx - cx * this.#cos + cy * this.#sin,
      options.shiftMm[1] + cy - cx * this.#sin - cy * this.#cos,
    ];
    this.#soft = options.look.mode !== 'g4';
  }

  /** Millimetres to pixels. */
  px(mm: number): number {
    return mm * this.#perMm;
  }

  /** Where a point of the sheet lies on the scan, in pixels. */
  place(x: number, y: number): Point {
    return [
      (x * this.#cos - y * this.#sin + this.#shift[0]) * this.#perMm,
      (x * this.#sin + y * this.#cos + this.#shift[1]) * this.#perMm,
    ];
  }

  /** Width of a line of text in millimetres. */
  measure(text: string, style: TextStyle): number {
    const width = advances(style.face);
    let sum = 0;
    for (const character of text) sum += width(character) * style.size + (style.spacing ?? 0);
    return sum * mmPerPoint;
  }

  /** Writes one line with its baseline at y; returns where it ends (mm). */
  text(x: number, y: number, text: string, style: TextStyle): number {
    if (style.face === 'arabic' || style.face === 'devanagari') return this.#shapedText(x, y, text, style);
    const width = style.align && style.align !== 'left' ? this.measure(text, style) : 0;
    const from = style.align === 'right' ? x - width : style.align === 'center' ? x - width / 2 : x;
    const sheet = glyphSheet(style.face, this.px(style.size * mmPerPoint), this.#soft);
    sheet.prepare(text);
    const spacing = this.px((style.spacing ?? 0) * mmPerPoint);
    const [left, baseline] = this.place(from, y);
    const colour = style.ink ?? black;
    const jitter = (style.jitter ?? 0) * this.px(style.size * mmPerPoint) * 0.07;
    let pen = 0;
    for (const character of text) {
      if (character !== ' ') {
        const penX = left + pen * this.#cos + (jitter > 0 ? this.random.range(-jitter, jitter) * 0.4 : 0);
        const penY = baseline + pen * this.#sin + (jitter > 0 ? this.random.range(-jitter, jitter) : 0);
        const column = Math.floor(penX);
        const glyph = sheet.glyph(character, penX - column < 0.5 ? 0 : 1);
        const strength = (style.strength ?? 0.94) * (jitter > 0 ? this.random.range(0.82, 1) : 1);
        blend(this.plane, glyph, column + glyph.left, Math.round(penY) + glyph.top, colour, strength);
      }
      pen += sheet.advance(character) + spacing;
    }
    return from + pen / this.#perMm;
  }

  /** Joined scripts are shaped by the text engine as one picture of the line. */
  #shapedText(x: number, y: number, text: string, style: TextStyle): number {
    const size = this.px(style.size * mmPerPoint);
    const mask = shapedLine(style.face as 'arabic' | 'devanagari', text, size);
    const [left, baseline] = this.place(x, y);
    const shift = style.align === 'right' ? mask.width : style.align === 'center' ? mask.width / 2 : 0;
    blend(
      this.plane,
      mask,
      Math.round(left - shift),
      Math.round(baseline - size * 1.4),
      style.ink ?? black,
      style.strength ?? 0.94,
    );
    return x + mask.width / this.#perMm;
  }

  /** Breaks text into lines that fit; `\n` starts a new line. */
  wrap(text: string, width: number, style: TextStyle): string[] {
    const lines: string[] = [];
    for (const part of text.split('\n')) {
      let line = '';
      let used = 0;
      const space = this.measure(' ', style);
      for (const word of part.split(' ')) {
        const length = this.measure(word, style);
        if (line !== '' && used + space + length > width) {
          lines.push(line);
          line = '';
          used = 0;
        }
        used += line === '' ? length : space + length;
        line = line === '' ? word : `${line} ${word}`;
      }
      lines.push(line);
    }
    return lines;
  }

  /** Writes wrapped text, first baseline at y; returns the baseline after the last line. */
  paragraph(x: number, y: number, width: number, text: string, style: TextStyle, leading = 1.35): number {
    let baseline = y;
    for (const line of this.wrap(text, width, style)) {
      this.text(
        style.align === 'right' ? x + width : style.align === 'center' ? x + width / 2 : x,
        baseline,
        line,
        style,
      );
      baseline += style.size * mmPerPoint * leading;
    }
    return baseline;
  }

  line(x1: number, y1: number, x2: number, y2: number, thickness = 0.2, colour: Ink = black): void {
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    // Thinner than a pixel and a half a rule breaks up on 1-bit scans.
    const half = Math.max(thickness / 2, 0.7 / this.#perMm);
    const nx = (-(y2 - y1) / length) * half;
    const ny = ((x2 - x1) / length) * half;
    const corners = [
      this.place(x1 + nx, y1 + ny),
      this.place(x2 + nx, y2 + ny),
      this.place(x2 - nx, y2 - ny),
      this.place(x1 - nx, y1 - ny),
    ];
    fillPolygon(this.plane, corners, colour, 0.9, this.#soft);
  }

  /** A filled rectangle; on 1-bit scans light fills disappear, as they do on the glass. */
  fill(x: number, y: number, width: number, height: number, colour: Ink, opacity = 1): void {
    const corners = [
      this.place(x, y),
      this.place(x + width, y),
      this.place(x + width, y + height),
      this.place(x, y + height),
    ];
    fillPolygon(this.plane, corners, colour, opacity, false);
  }

  frame(x: number, y: number, width: number, height: number, thickness = 0.2, colour: Ink = black): void {
    this.line(x, y, x + width, y, thickness, colour);
    this.line(x, y + height, x + width, y + height, thickness, colour);
    this.line(x, y, x, y + height, thickness, colour);
    this.line(x + width, y, x + width, y + height, thickness, colour);
  }

  /** A pen stroke through points in millimetres. */
  pen(points: readonly Point[], thickness: number, colour: Ink = penBlue, strength = 0.75): void {
    const radius = this.px(thickness) / 2;
    drawPen(
      this.plane,
      points.map(([x, y]) => this.place(x, y)),
      radius,
      colour,
      strength,
    );
  }

  /** Prints a mask (a stamp, a code) with its top left corner at x, y. */
  stamp(x: number, y: number, mask: Coverage, colour: Ink, strength = 0.9): void {
    const [left, top] = this.place(x, y);
    blend(this.plane, mask, Math.round(left), Math.round(top), colour, strength);
  }

  picture(x: number, y: number, picture: Picture): void {
    const [left, top] = this.place(x, y);
    if (this.#soft) pastePicture(this.plane, picture, Math.round(left), Math.round(top));
    else pasteHalftone(this.plane, picture, Math.round(left), Math.round(top), this.look.dpi === 300 ? 3 : 2);
  }
}

export const mmPerPoint = 25.4 / 72;

const shapedLines = new Map<string, Coverage>();

function shapedLine(face: 'arabic' | 'devanagari', text: string, size: number): Coverage {
  const key = `${face} ${size} ${text}`;
  const known = shapedLines.get(key);
  if (known) return known;
  const font = `${size}px ${familiesFor(face, text)}`;
  let width = 1;
  paintCoverage(4, 4, (context) => {
    context.font = font;
    width = Math.ceil(context.measureText(text).width) + 4;
  });
  const mask = paintCoverage(width, Math.ceil(size * 2.1), (context) => {
    context.font = font;
    context.direction = face === 'arabic' ? 'rtl' : 'ltr';
    context.fillText(text, face === 'arabic' ? width - 2 : 2, size * 1.4);
  });
  shapedLines.set(key, mask);
  return mask;
}
