/** A letter's body as a screen, a print or a PDF sets it. */
export type LetterBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'list'; readonly entries: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string };

function block(source: string): LetterBlock {
  const heading = /^(#{1,2}) (.+)$/.exec(source);
  const mark = heading?.[1];
  const title = heading?.[2];
  if (mark !== undefined && title !== undefined) return { kind: 'heading', level: mark === '#' ? 1 : 2, text: title };
  const lines = source.split('\n');
  if (lines.every((line) => line.startsWith('- '))) {
    return { kind: 'list', entries: lines.map((line) => line.slice(2)) };
  }
  return { kind: 'paragraph', text: source };
}

/** Reads a composed body back into blocks; lines within a paragraph are kept. */
export function letterBlocks(body: string): readonly LetterBlock[] {
  return body
    .split(/\n{2,}/)
    .map((source) => source.trim())
    .filter((source) => source !== '')
    .map(block);
}

/**
 * Words that a person typed, made safe for a body: they cannot make a heading of their own. Empty where nothing is left.
 */
export function typedWords(words: string): string {
  return words
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.trim().replace(/^#+\s*/, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
