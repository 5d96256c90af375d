import type { AuthorContext } from '../document-plan.ts';
import { createRandom } from '../random.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { black, mmPerPoint, penBlue } from '../raster/sheet.ts';
import type { BarcodeSymbol } from './barcode.ts';
import { scaleBarcode } from './barcode.ts';
import { tick } from './signature.ts';

export interface FormIdentity {
  /** Number and version stand at the bottom left: how an officer sees that a form is out of date. */
  number: string;
  version: string;
  title: string;
}

export const formMargin = 14;
const grey = ink('#d9dadd');

/** How the applicant filled the form in: on a screen, on a typewriter, or by hand. The same for a whole document. */
export function fillStyle(context: AuthorContext): TextStyle {
  const random = createRandom(`filled in ${context.request.seed}`);
  const way = random.pick(['screen', 'screen', 'typewriter', 'hand', 'hand'] as const);
  if (way === 'screen') return { face: 'sans', size: 9.5 };
  if (way === 'typewriter') return { face: 'typewriter', size: 10.5, jitter: 0.5 };
  return { face: 'hand', size: 14.5, jitter: 0.5, ink: random.chance(0.7) ? penBlue : black };
}

/** Masthead of the first page, a thin running head on the others; returns where the body starts. */
export function drawFormHead(
  sheet: Sheet,
  form: FormIdentity,
  page: number,
  pages: number,
  context: AuthorContext,
): number {
  const right = sheet.width - formMargin;
  sheet.text(right, 12, `PAGE ${page} ${context.say('OF', 'DE')} ${pages}`, {
    face: 'sans',
    size: 7.5,
    align: 'right',
  });
  sheet.text(right, sheet.height - 9, context.say('(DISPONIBLE EN FRANÇAIS)', '(AVAILABLE IN ENGLISH)'), {
    face: 'sans',
    size: 6.5,
    align: 'right',
  });
  sheet.text(formMargin, sheet.height - 9, `${form.number} (${form.version}) ${context.say('E', 'F')}`, {
    face: 'sans-bold',
    size: 8,
  });
  sheet.text(
    sheet.width / 2,
    sheet.height - 9,
    context.say('PROTECTED WHEN COMPLETED - B', 'PROTÉGÉ UNE FOIS REMPLI - B'),
    { face: 'sans', size: 6.5, align: 'center' },
  );
  if (page > 1) {
    sheet.text(formMargin, 12, form.title, { face: 'sans', size: 7.5 });
    return 18;
  }
  sheet.fill(formMargin, 9, 3.2, 9, black);
  sheet.fill(formMargin + 4.4, 9, 3.2, 9, ink('#77797d'));
  sheet.text(formMargin + 10, 12.6, context.say('Office of Entry and Residence', 'Bureau de l’entrée et du séjour'), {
    face: 'sans',
    size: 8.5,
  });
  sheet.text(formMargin + 10, 17, context.say('Demonstration form', 'Formulaire de démonstration'), {
    face: 'sans',
    size: 8.5,
  });
  const title: TextStyle = { face: 'sans-bold', size: 13.5, align: 'center' };
  return sheet.paragraph(formMargin, 28, sheet.width - 2 * formMargin, form.title, title, 1.2) + 1.5;
}

export function drawSection(sheet: Sheet, y: number, text: string): number {
  sheet.fill(formMargin, y, sheet.width - 2 * formMargin, 5.6, grey);
  sheet.frame(formMargin, y, sheet.width - 2 * formMargin, 5.6, 0.25);
  sheet.text(formMargin + 2, y + 4.1, text, { face: 'sans-bold', size: 9 });
  return y + 5.6;
}

/** Caption, what was filled in, share of the row (1 when left out). */
export type Field = readonly [label: string, value: string, share?: number];

const rowHeight = 12.2;

/** A row of boxes with small captions, filled in; returns where the next row starts. */
export function drawRow(
  sheet: Sheet,
  y: number,
  fields: readonly Field[],
  fill: TextStyle,
  height = rowHeight,
): number {
  const total = fields.reduce((sum, [, , share = 1]) => sum + share, 0);
  let x = formMargin;
  for (const [label, value, share = 1] of fields) {
    const width = ((sheet.width - 2 * formMargin) * share) / total;
    sheet.frame(x, y, width, height, 0.2);
    sheet.text(x + 1.2, y + 2.9, label, { face: 'sans', size: 6.5 });
    sheet.text(x + 2, y + height - 2.1, fit(sheet, value, width - 3, fill), fill);
    x += width;
  }
  return y + height;
}

function fit(sheet: Sheet, text: string, width: number, style: TextStyle): string {
  let shown = text;
  while (shown.length > 1 && sheet.measure(shown, style) > width) shown = shown.slice(0, -1);
  return shown;
}

/** A question with boxes to tick; returns where the next row starts. */
export function drawChoice(
  sheet: Sheet,
  y: number,
  question: string,
  choices: readonly string[],
  chosen: number,
  fill: TextStyle,
): number {
  const width = sheet.width - 2 * formMargin;
  const asked: TextStyle = { face: 'sans', size: 7.5 };
  const lines = sheet.wrap(question, width - 12 - choices.length * 24, asked);
  const height = Math.max(9.4, lines.length * 3.6 + 3);
  sheet.frame(formMargin, y, width, height, 0.2);
  lines.forEach((line, index) => sheet.text(formMargin + 1.5, y + 4.2 + index * 3.6, line, asked));
  choices.forEach((choice, index) => {
    const x = formMargin + width - (choices.length - index) * 24;
    sheet.frame(x, y + 2.2, 3.4, 3.4, 0.25);
    sheet.text(x + 5, y + 5, choice, asked);
    if (index !== chosen) return;
    if (fill.face === 'hand') tick(sheet, x, y + 2.2, 3.4);
    else sheet.text(x + 0.55, y + 5.1, 'X', { face: fill.face, size: 9.5 });
  });
  return y + height;
}

/** Caption and share of the width. */
export type Column = readonly [label: string, share: number];

/** A table with a head row; returns where the next block starts. */
export function drawFormTable(
  sheet: Sheet,
  y: number,
  columns: readonly Column[],
  rows: ReadonlyArray<readonly string[]>,
  fill: TextStyle,
): number {
  let at = y;
  const total = columns.reduce((sum, [, share]) => sum + share, 0);
  const width = sheet.width - 2 * formMargin;
  let x = formMargin;
  for (const [label, share] of columns) {
    const w = (width * share) / total;
    sheet.frame(x, at, w, 6, 0.2);
    sheet.text(x + 1.2, at + 4, label, { face: 'sans', size: 6.5 });
    x += w;
  }
  at += 6;
  for (const row of rows) {
    x = formMargin;
    columns.forEach(([, share], index) => {
      const w = (width * share) / total;
      sheet.frame(x, at, w, 8, 0.2);
      sheet.text(x + 1.5, at + 5.6, fit(sheet, row[index] ?? '', w - 2.4, fill), fill);
      x += w;
    });
    at += 8;
  }
  return at;
}

/** A box of ruled lines; returns where the next block starts. */
export function drawLines(sheet: Sheet, from: number, count: number): number {
  const right = sheet.width - formMargin;
  const height = count * 7 + 3;
  sheet.frame(formMargin, from, right - formMargin, height, 0.2);
  for (let i = 1; i <= count; i++) sheet.line(formMargin + 3, from + i * 7, right - 3, from + i * 7, 0.1);
  return from + height;
}

/** Prints a 2D code no wider than the given millimetres; returns its height (mm). */
export function drawBarcode(sheet: Sheet, x: number, y: number, symbol: BarcodeSymbol, width: number): number {
  const mask = scaleBarcode(symbol, sheet.px(width));
  sheet.stamp(x, y, mask, black, 1);
  return mask.height / sheet.px(1);
}

export function smallPrint(sheet: Sheet, y: number, text: string): number {
  return (
    sheet.paragraph(formMargin, y, sheet.width - 2 * formMargin, text, { face: 'sans', size: 7.5 }, 1.3) +
    7.5 * mmPerPoint * 0.4
  );
}
