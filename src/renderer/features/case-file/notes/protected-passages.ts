import type { ProtectedPassage } from '#shared/model/note.ts';

/** Where two versions of a text differ: the part [start, oldEnd) of the old one became [start, newEnd) of the new one. */
function difference(
  before: string,
  after: string,
): { readonly start: number; readonly oldEnd: number; readonly newEnd: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

/**
 * Passages after the text was edited: moved with it, grown by what is typed inside, gone where all of one was deleted.
 * What is typed at an edge stands outside.
 */
export function passagesAfterEdit(
  passages: readonly ProtectedPassage[],
  before: string,
  after: string,
): readonly ProtectedPassage[] {
  const { start, oldEnd, newEnd } = difference(before, after);
  const shift = newEnd - oldEnd;
  return passages.flatMap((passage) => {
    if (passage.end <= start) return [passage];
    if (passage.start >= oldEnd) return [{ ...passage, start: passage.start + shift, end: passage.end + shift }];
    const from = passage.start < start ? passage.start : newEnd;
    const to = passage.end > oldEnd ? passage.end + shift : Math.min(start, passage.end);
    const isInside = passage.start < start && passage.end > oldEnd;
    const moved = isInside ? { ...passage, end: passage.end + shift } : { ...passage, start: from, end: to };
    return moved.end > moved.start ? [moved] : [];
  });
}

/** With one more passage; those it touches are taken up into it. Without a selection nothing changes. */
export function withPassage(
  passages: readonly ProtectedPassage[],
  added: ProtectedPassage,
): readonly ProtectedPassage[] {
  if (added.end <= added.start) return passages;
  const apart = passages.filter((passage) => passage.end <= added.start || passage.start >= added.end);
  return [...apart, added].toSorted((one, other) => one.start - other.start);
}

export interface TextPart {
  readonly text: string;
  readonly passage: ProtectedPassage | null;
}

/** A text cut at its protected passages, for showing them. */
export function partsOf(text: string, passages: readonly ProtectedPassage[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const passage of passages) {
    if (passage.start > from) parts.push({ text: text.slice(from, passage.start), passage: null });
    parts.push({ text: text.slice(passage.start, passage.end), passage });
    from = passage.end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), passage: null });
  return parts;
}
