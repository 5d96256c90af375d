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

/** What FTS5 is asked: every word must begin a word of the case. Null where nothing is looked for. */
export function matchExpression(text: string): string | null {
  const folded = foldWords(text);
  if (folded === '') return null;
  const words = [...new Set(folded.split(' '))].slice(0, 12);
  return words.map((word) => `"${word}"*`).join(' AND ');
}
