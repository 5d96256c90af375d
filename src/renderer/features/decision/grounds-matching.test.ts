import { describe, expect, it } from 'vitest';
import { programFor } from '#shared/model/programs/registry.ts';
import { groundsMatching } from './grounds-matching.ts';

const { grounds } = programFor('visitor-visa');
const found = (typed: string, language: 'en' | 'fr' = 'en', first: readonly string[] = []): readonly string[] =>
  groundsMatching(grounds, typed, language, first).map((ground) => ground.id);

describe('choosing a ground by typing', () => {
  it('finds a provision with or without its brackets', () => {
    expect(found('179b')).toEqual(['r179-b']);
    expect(found('R179(b)')).toEqual(['r179-b']);
  });

  it('finds words of the title in the language of the screen, accents or not', () => {
    expect(found('medical exam')).toEqual(['r179-f']);
    expect(found('depart du canada', 'fr')).toEqual(['r179-b']);
    expect(found('départ', 'fr')).toContain('r179-b');
  });

  it('needs every word', () => {
    expect(found('passport moon')).toEqual([]);
  });

  it('puts what is in the draft first and leaves the rest in the order of the program', () => {
    const all = found('', 'en', ['r179-d']);
    expect(all[0]).toBe('r179-d');
    expect(all.slice(1)).toEqual(grounds.map((ground) => ground.id).filter((id) => id !== 'r179-d'));
  });
});
