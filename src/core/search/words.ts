/** Letters and digits of any script; everything else parts words. */
const gaps = /[^\p{L}\p{N}]+/gu;
const marks = /\p{M}+/gu;
const plain = /^[\x20-\x7e]*$/;

/**
 * A text as it is indexed and as it is looked for: lower case, without accents, words parted by single spaces. Done
 * here and not by the tokenizer, so that what is typed and what is stored are always cut alike.
 */
export function foldWords(text: string): string {
  const lower = text.toLowerCase();
  const bare = plain.test(lower) ? lower : lower.normalize('NFKD').replace(marks, '');
  return bare.replace(gaps, ' ').trim();
}

/** The words that are looked for, folded, each once; no more than anybody types on purpose. */
export function wordsToFind(text: string): readonly string[] {
  const folded = foldWords(text);
  return folded === '' ? [] : [...new Set(folded.split(' '))].slice(0, 12);
}

/** What FTS5 is asked: every word must begin a word of the case. */
export function matchExpression(words: readonly string[]): string {
  return words.map((word) => `"${word}"*`).join(' AND ');
}
