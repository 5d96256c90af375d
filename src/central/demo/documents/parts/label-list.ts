import type { Sheet, TextStyle } from '../raster/sheet.ts';

export interface ListPlace {
  x: number;
  /** Where values start, or end when their style aligns them right. */
  valueX: number;
  y: number;
  step: number;
}

/** Captions with their values, one pair a line; returns the baseline after the last. */
export function drawLabelList(
  sheet: Sheet,
  { x, valueX, y, step }: ListPlace,
  pairs: ReadonlyArray<readonly [label: string, value: string]>,
  label: TextStyle,
  value: TextStyle,
): number {
  pairs.forEach(([name, text], index) => {
    sheet.text(x, y + index * step, name, label);
    sheet.text(valueX, y + index * step, text, value);
  });
  return y + pairs.length * step;
}
