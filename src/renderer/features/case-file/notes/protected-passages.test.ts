import { describe, expect, it } from 'vitest';
import type { ProtectedPassage } from '#shared/model/note.ts';
import { passagesFit } from '#shared/model/note.ts';
import { partsOf, passagesAfterEdit, withPassage } from './protected-passages.ts';

const passage = (start: number, end: number): ProtectedPassage => ({ start, end, reason: 'investigation' });
const marked = (text: string, passages: readonly ProtectedPassage[]): string[] =>
  passages.map(({ start, end }) => text.slice(start, end));

describe('protected passages while the note is written', () => {
  const text = 'The neighbour said that he left in May.';
  const said = [passage(4, 13)];

  it('move with what is typed before them and stay with what is typed after them', () => {
    const before = `Today. ${text}`;
    expect(marked(before, passagesAfterEdit(said, text, before))).toEqual(['neighbour']);
    const after = `${text} He came back.`;
    expect(marked(after, passagesAfterEdit(said, text, after))).toEqual(['neighbour']);
  });

  it('grow with what is typed inside and shrink with what is deleted inside', () => {
    const longer = text.replace('neighbour', 'neighXXbour');
    expect(marked(longer, passagesAfterEdit(said, text, longer))).toEqual(['neighXXbour']);
    const shorter = text.replace('neighbour', 'nebour');
    expect(marked(shorter, passagesAfterEdit(said, text, shorter))).toEqual(['nebour']);
  });

  it('lose the part that is deleted across an edge, and go when all of them is', () => {
    const cut = text.replace('bour said', '');
    expect(marked(cut, passagesAfterEdit(said, text, cut))).toEqual(['neigh']);
    const begun = text.replace('The neigh', '');
    expect(marked(begun, passagesAfterEdit(said, text, begun))).toEqual(['bour']);
    const gone = text.replace('neighbour ', '');
    expect(passagesAfterEdit(said, text, gone)).toEqual([]);
  });

  it('always fit the text, whatever is edited', () => {
    const passages = [passage(0, 3), passage(4, 13), passage(30, 38)];
    for (let start = 0; start <= text.length; start += 1) {
      for (let end = start; end <= text.length; end += 3) {
        for (const typed of ['', 'x', 'a longer piece']) {
          const after = text.slice(0, start) + typed + text.slice(end);
          expect(passagesFit(after, passagesAfterEdit(passages, text, after)), `${start}-${end}`).toBe(true);
        }
      }
    }
  });

  it('are joined by a new one over them', () => {
    expect(withPassage([passage(0, 3), passage(4, 13)], passage(2, 8))).toEqual([passage(2, 8)]);
    expect(withPassage([passage(4, 13)], passage(0, 3))).toEqual([passage(0, 3), passage(4, 13)]);
    expect(withPassage([passage(4, 13)], passage(5, 5))).toEqual([passage(4, 13)]);
  });

  it('cut the text into parts that make it up again', () => {
    const parts = partsOf(text, [passage(0, 3), passage(4, 13)]);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.filter((part) => part.passage !== null).map((part) => part.text)).toEqual(['The', 'neighbour']);
  });
});
