import { createRandom } from '../random.ts';
import { familiesFor } from '../raster/faces.ts';
import { paintCoverage } from '../raster/picture.ts';
import type { Coverage, Ink } from '../raster/plane.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet } from '../raster/sheet.ts';

export const stampInks = {
  violet: ink('#4b2f8f'),
  blue: ink('#1f3f9f'),
  red: ink('#b3202a'),
  green: ink('#1d6b3f'),
  black: ink('#26262a'),
} as const;

const stamps = new Map<string, Coverage>();

/** A round office stamp: text around the rim, a line across the middle. About 36 mm. */
export function pressRoundStamp(
  sheet: Sheet,
  x: number,
  y: number,
  text: { rim: string; middle: string },
  colour: Ink,
): void {
  const size = Math.round(sheet.px(36));
  const mask = fade(
    cached(`round ${size} ${text.rim} ${text.middle}`, () => paintRound(size, text.rim, text.middle)),
    sheet.random.int(0, 5),
  );
  sheet.stamp(x, y, mask, colour, sheet.random.range(0.55, 0.85));
}

function paintRound(size: number, rim: string, middle: string): Coverage {
  const turn = createRandom(rim).range(-0.35, 0.35);
  return paintCoverage(size, size, (context) => {
    context.translate(size / 2, size / 2);
    context.rotate(turn);
    context.lineWidth = size * 0.014;
    for (const radius of [0.48, 0.46, 0.32]) {
      context.beginPath();
      context.arc(0, 0, size * radius, 0, Math.PI * 2);
      context.stroke();
    }
    const letter = size * 0.085;
    context.font = `${letter}px ${familiesFor('sans-bold', rim)}`;
    const characters = [...`${rim} * `];
    const step = (Math.PI * 2) / Math.max(characters.length, 26);
    characters.forEach((character, index) => {
      context.save();
      context.rotate(index * step - Math.PI / 2 - (characters.length * step) / 4);
      context.fillText(character, -letter * 0.35, -size * 0.36);
      context.restore();
    });
    context.textAlign = 'center';
    context.font = `${size * 0.1}px ${familiesFor('sans-bold', middle)}`;
    middle
      .split('\n')
      .forEach((line, index, all) =>
        context.fillText(line, 0, size * 0.035 + (index - (all.length - 1) / 2) * size * 0.12, size * 0.58),
      );
  });
}

/** RECEIVED / REÇU with a date, pressed a little askew. */
export function pressDateStamp(
  sheet: Sheet,
  x: number,
  y: number,
  text: { head: string; date: string; foot: string },
  colour: Ink,
): void {
  const size = Math.round(sheet.px(44));
  const mask = cached(`date ${size} ${text.head} ${text.date} ${text.foot}`, () => paintDate(size, text));
  sheet.stamp(x, y, fade(mask, sheet.random.int(0, 5)), colour, sheet.random.range(0.6, 0.9));
}

function paintDate(size: number, text: { head: string; date: string; foot: string }): Coverage {
  const turn = createRandom(text.date + text.foot).range(-0.09, 0.09);
  return paintCoverage(size, size * 0.6, (context) => {
    context.translate(size / 2, size * 0.3);
    context.rotate(turn);
    context.lineWidth = size * 0.012;
    context.strokeRect(-size * 0.46, -size * 0.22, size * 0.92, size * 0.44);
    context.textAlign = 'center';
    const lines: Array<[string, number, number]> = [
      [text.head, 0.085, -0.11],
      [text.date, 0.13, 0.05],
      [text.foot, 0.06, 0.16],
    ];
    for (const [line, height, at] of lines) {
      context.font = `${size * height}px ${familiesFor('sans-bold', line)}`;
      context.fillText(line, 0, size * at, size * 0.86);
    }
  });
}

function cached(key: string, make: () => Coverage): Coverage {
  const known = stamps.get(key);
  if (known) return known;
  const made = make();
  // Dates make most stamps unique; a bound keeps a long run from holding them all.
  if (stamps.size > 200) stamps.clear();
  stamps.set(key, made);
  return made;
}

/** A rubber stamp never prints evenly: soft bald patches, by one of a few patterns. */
function fade(mask: Coverage, pattern: number): Coverage {
  const data = new Uint8Array(mask.data.length);
  const a = 0.011 + pattern * 0.003;
  const b = 0.017 - pattern * 0.002;
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      const value = mask.data[y * mask.width + x] ?? 0;
      if (value === 0) continue;
      const patch =
        Math.sin(x * a * 2 + pattern) + Math.sin(y * b * 2 + x * 0.006 * pattern) + Math.sin((x + y) * 0.05) * 0.3;
      data[y * mask.width + x] = value * Math.max(0.3, Math.min(1, 0.92 + patch * 0.22));
    }
  }
  return { width: mask.width, height: mask.height, data };
}
