import { diffWordsWithSpace } from 'diff';

/** A run of words: in both texts, only in the earlier, or only in the later one. */
export interface TextRun {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** What changed from one text to the other, word by word, in the order in which it is read. */
export function textDifference(before: string, after: string): readonly TextRun[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    text: value,
  }));
}
