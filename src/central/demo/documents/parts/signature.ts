import { createRandom } from '../random.ts';
import type { Point } from '../raster/shapes.ts';
import type { Sheet } from '../raster/sheet.ts';
import { black, penBlue } from '../raster/sheet.ts';

/** Signs at x, y (left end of the line). The same name always signs the same way, with a small natural change. */
export function sign(sheet: Sheet, x: number, y: number, name: string): void {
  const hand = createRandom(`hand of ${name}`);
  const colour = hand.chance(0.6) ? penBlue : black;
  const thickness = hand.range(0.35, 0.6);
  if (hand.chance(0.45)) {
    const size = hand.range(13, 17);
    const shown = hand.chance(0.5) ? name : name.replace(/(\p{L})[^ ]* (?=.* )/u, '$1. ');
    const end = sheet.text(x + 2, y - 1, shown, { face: 'script', size, ink: colour, strength: 0.85, jitter: 0.3 });
    flourish(sheet, x, Math.min(end, x + 70), y + 1.5, thickness, colour);
    return;
  }
  const points: Point[] = [];
  const letters = hand.int(5, 9);
  const slant = hand.range(0.2, 0.5);
  for (let i = 0; i < letters; i++) {
    const tall = i === 0 || hand.chance(0.25) ? hand.range(6, 10) : hand.range(2, 3.5);
    const left = x + 4 + i * hand.range(4.2, 5.4);
    const wobble = sheet.random.range(-0.3, 0.3);
    points.push(
      [left + tall * slant, y - tall + wobble],
      [left - 0.8, y - 0.4 * tall],
      [left + 1.2, y + (hand.chance(0.2) ? 3.5 : 0.4)],
      [left + 2.6, y - 1.2 + wobble],
    );
  }
  sheet.pen(points, thickness, colour);
  flourish(sheet, x + 2, x + letters * 5 + 6, y + 2, thickness, colour);
}

function flourish(sheet: Sheet, from: number, to: number, y: number, thickness: number, colour: typeof penBlue): void {
  const middle = (from + to) / 2;
  const sag = sheet.random.range(0.5, 2.5);
  sheet.pen(
    [
      [from, y],
      [middle, y + sag],
      [to, y - 1],
      [middle + 6, y + sag + 1.5],
      [to - 2, y + sag + 2.5],
    ],
    thickness * 0.9,
    colour,
  );
}

/** A tick or cross made by hand in a box of the given size. */
export function tick(sheet: Sheet, x: number, y: number, size: number): void {
  const r = sheet.random;
  sheet.pen(
    [
      [x + 0.1, y + size * 0.5],
      [x + size * 0.4, y + size * r.range(0.85, 1)],
      [x + size * r.range(1.1, 1.4), y - size * r.range(0.2, 0.5)],
    ],
    0.45,
  );
}

/** Initials in a corner, a circled word, a remark: the marks that clerks leave. */
export function scribble(sheet: Sheet, x: number, y: number, text: string): void {
  sheet.text(x, y, text, { face: 'hand', size: 13, ink: penBlue, jitter: 0.6 });
}
