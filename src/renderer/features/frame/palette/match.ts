/** Letters without marks and case, so that "montreal" finds "Montréal". */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/**
 * How well a label fits what was typed: every word must be the beginning of one of its words, or its letters must stand
 * in the label in order. Higher is better; null where it does not fit.
 */
export function matchScore(label: string, typed: string): number | null {
  const text = fold(label);
  const wanted = fold(typed).trim();
  if (wanted === '') return 0;
  if (text.startsWith(wanted)) return 100;
  const words = text.split(/[^\p{L}\p{N}]+/u);
  if (wanted.split(/\s+/u).every((part) => words.some((word) => word.startsWith(part)))) return 80;
  if (text.includes(wanted)) return 60;
  return isSubsequence(text, wanted.replaceAll(/\s/gu, '')) ? 20 : null;
}

function isSubsequence(text: string, wanted: string): boolean {
  let from = 0;
  for (const letter of wanted) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
