import { describe, expect, it } from 'vitest';
import { foldWords, matchExpression, wordsToFind } from './words.ts';

describe('folding words', () => {
  it('drops case, accents and punctuation', () => {
    expect(foldWords("Nguyễn, O'Brien-García  1123-4567")).toBe('nguyen o brien garcia 1123 4567');
  });

  it('keeps letters of every script', () => {
    expect(foldWords('Иванова 陈伟 محمد')).toBe('иванова 陈伟 محمد');
  });

  it('asks for every word as a beginning, once', () => {
    expect(wordsToFind('bank  STATE bank')).toEqual(['bank', 'state']);
    expect(wordsToFind(' "-* ')).toEqual([]);
    expect(matchExpression(['bank', 'state'])).toBe('"bank"* AND "state"*');
  });
});
