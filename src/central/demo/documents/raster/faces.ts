import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** The typefaces of the demo documents; all come from npm packages under OFL or Apache licences. */
export type Face =
  | 'sans'
  | 'sans-bold'
  | 'serif'
  | 'serif-bold'
  | 'serif-italic'
  | 'typewriter'
  | 'typewriter-bold'
  | 'hand'
  | 'script'
  | 'mrz'
  | 'arabic'
  | 'devanagari'
  | 'chinese';

/** Faces that are font files; `mrz` is drawn by ourselves (see mrz-strokes.ts). */
export type FontFace = Exclude<Face, 'mrz'>;

const styleSheets: Record<FontFace, string> = {
  sans: '@fontsource/noto-sans/400.css',
  'sans-bold': '@fontsource/noto-sans/700.css',
  serif: '@fontsource/noto-serif/400.css',
  'serif-bold': '@fontsource/noto-serif/700.css',
  'serif-italic': '@fontsource/noto-serif/400-italic.css',
  typewriter: '@fontsource/courier-prime/400.css',
  'typewriter-bold': '@fontsource/courier-prime/700.css',
  hand: '@fontsource/caveat/500.css',
  script: '@fontsource/homemade-apple/400.css',
  arabic: '@fontsource/noto-sans-arabic/400.css',
  devanagari: '@fontsource/noto-sans-devanagari/400.css',
  chinese: '@fontsource/zcool-xiaowei/400.css',
};

interface Subset {
  readonly alias: string;
  readonly file: string;
  readonly ranges: ReadonlyArray<readonly [number, number]>;
  registered: boolean;
}

const require = createRequire(import.meta.url);
const subsetsByFace = new Map<FontFace, Subset[]>();

/**
 * The `font` families that hold every character of the text, quoted for CSS. A web font package cuts a face into
 * files by Unicode range; only the files that the text needs are loaded.
 */
export function familiesFor(face: FontFace, text: string): string {
  const aliases = new Set<string>();
  for (const character of text) {
    const subset = subsetOf(face, character.codePointAt(0) ?? 32);
    if (subset) aliases.add(`"${subset.alias}"`);
  }
  // Faces without the character (a Cyrillic name in typewriter) fall back to the widest face that we carry.
  if (face !== 'sans') for (const character of text) addFallback(aliases, face, character);
  return [...aliases].join(',') || '"sans-serif"';
}

function addFallback(aliases: Set<string>, face: FontFace, character: string): void {
  const code = character.codePointAt(0) ?? 32;
  if (subsetOf(face, code)) return;
  const fallback = subsetOf('sans', code);
  if (fallback) aliases.add(`"${fallback.alias}"`);
}

function subsetOf(face: FontFace, code: number): Subset | undefined {
  const subset = subsetsFor(face).find((one) => one.ranges.some(([from, to]) => code >= from && code <= to));
  if (subset && !subset.registered) {
    if (!GlobalFonts.registerFromPath(subset.file, subset.alias))
      throw new Error(`cannot load the font file ${subset.file}`);
    subset.registered = true;
  }
  return subset;
}

function subsetsFor(face: FontFace): Subset[] {
  const known = subsetsByFace.get(face);
  if (known) return known;
  const path = require.resolve(styleSheets[face]);
  const rules = readFileSync(path, 'utf8').matchAll(/url\((\.\/files\/[^)]+\.woff2)\)[^}]*?unicode-range:\s*([^;]+);/g);
  const subsets = [...rules].map(([, file = '', ranges = ''], index) => ({
    alias: `Demo ${face} ${index}`,
    file: join(dirname(path), file),
    ranges: ranges.split(',').map(parseRange),
    registered: false,
  }));
  // homemade-apple and the like may come as one file without ranges.
  if (subsets.length === 0) throw new Error(`no font files named in ${styleSheets[face]}`);
  subsetsByFace.set(face, subsets);
  return subsets;
}

function parseRange(range: string): readonly [number, number] {
  const [from = '0', to] = range.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to ?? from, 16)];
}
