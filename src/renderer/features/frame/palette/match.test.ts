import { describe, expect, it } from 'vitest';
import { matchScore } from './match.ts';

describe('matchScore', () => {
  it('finds a label without its accents and case', () => {
    expect(matchScore('Paramètres', 'parametres')).toBe(100);
  });

  it('prefers the beginning, then words in any order, then a part, then letters in order', () => {
    const scores = [
      matchScore('Set a bring-forward date', 'set a'),
      matchScore('Set a bring-forward date', 'date set'),
      matchScore('Set a bring-forward date', 'orward'),
      matchScore('Set a bring-forward date', 'sbfd'),
    ];
    expect(scores).toEqual(scores.toSorted((one, other) => (other ?? 0) - (one ?? 0)));
    expect(new Set(scores).size).toBe(4);
  });

  it('leaves out what does not fit', () => {
    expect(matchScore('Outbox', 'queue')).toBeNull();
  });
});
