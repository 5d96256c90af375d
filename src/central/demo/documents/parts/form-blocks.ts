import type { AuthorContext } from '../document-plan.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import type { Column, Field } from './form.ts';
import { drawChoice, drawFormTable, drawLines, drawRow, drawSection, formMargin, smallPrint } from './form.ts';
import { sign } from './signature.ts';

/** A form is a list of these, from top to bottom. */
export type FormBlock =
  | { section: string }
  | { row: readonly Field[] }
  /** Answered by ticking one of the options, No and Yes where none are given. */
  | { question: string; answer: number; options?: readonly string[] }
  | { columns: readonly Column[]; rows: ReadonlyArray<readonly string[]> }
  /** Ruled lines for an explanation. */
  | { lines: number }
  | { print: string }
  | { signature: string; date: string; caption?: string };

export function drawBlocks(
  sheet: Sheet,
  from: number,
  blocks: readonly FormBlock[],
  context: AuthorContext,
  fill: TextStyle,
): number {
  let y = from;
  blocks.forEach((block, index) => {
    // A section keeps a distance from what stands above it.
    const gap = 'section' in block && index > 0 ? 3.5 : 0;
    y = drawBlock(sheet, y + gap, block, context, fill);
  });
  return y;
}

function drawBlock(sheet: Sheet, y: number, block: FormBlock, context: AuthorContext, fill: TextStyle): number {
  if ('section' in block) return drawSection(sheet, y, block.section);
  if ('row' in block) return drawRow(sheet, y, block.row, fill);
  if ('columns' in block) return drawFormTable(sheet, y, block.columns, block.rows, fill);
  if ('lines' in block) return drawLines(sheet, y, block.lines) + 2;
  if ('print' in block) return smallPrint(sheet, y + 5, block.print) + 1;
  if ('signature' in block) return drawSignatureLine(sheet, y + 20, block, context, fill);
  const options = block.options ?? [context.say('No', 'Non'), context.say('Yes', 'Oui')];
  return drawChoice(sheet, y, block.question, options, block.answer, fill);
}

function drawSignatureLine(
  sheet: Sheet,
  y: number,
  { signature, date, caption = signature }: { signature: string; date: string; caption?: string },
  context: AuthorContext,
  fill: TextStyle,
): number {
  const small: TextStyle = { face: 'sans', size: 7 };
  sign(sheet, formMargin + 8, y - 2, signature);
  sheet.line(formMargin, y, formMargin + 95, y, 0.25);
  sheet.line(formMargin + 110, y, formMargin + 160, y, 0.25);
  sheet.text(formMargin + 116, y - 1.5, date, fill);
  sheet.text(formMargin, y + 3.6, caption, small);
  sheet.text(formMargin + 110, y + 3.6, context.say('Date YYYY-MM-DD', 'Date AAAA-MM-JJ'), small);
  return y + 5;
}
