import { describe, expect, it } from 'vitest';
import type { Pressed } from './chord.ts';
import { chordKeys, matchesChord } from './chord.ts';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('matchesChord', () => {
  it('takes a letter without modifiers only', () => {
    expect(matchesChord(press('j'), 'j')).toBe(true);
    expect(matchesChord(press('j', { ctrlKey: true }), 'j')).toBe(false);
    expect(matchesChord(press('J', { shiftKey: true }), 'j')).toBe(false);
    expect(matchesChord(press('J', { shiftKey: true }), 'Shift+j')).toBe(true);
  });

  it('takes a sign however the keyboard makes it', () => {
    expect(matchesChord(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesChord(press('/', { shiftKey: true }), '/')).toBe(true);
    expect(matchesChord(press('/'), '/')).toBe(true);
  });

  it('takes Command for Ctrl', () => {
    expect(matchesChord(press('k', { metaKey: true }), 'Ctrl+K')).toBe(true);
    expect(matchesChord(press('k', { ctrlKey: true, altKey: true }), 'Ctrl+K')).toBe(false);
  });
});

describe('chordKeys', () => {
  it('names keys as they are labelled in each language', () => {
    expect(chordKeys('Shift+Enter', 'en')).toEqual(['Shift', 'Enter']);
    expect(chordKeys('Shift+Enter', 'fr')).toEqual(['Maj', 'Entrée']);
    expect(chordKeys('j', 'fr')).toEqual(['J']);
    expect(chordKeys('+', 'en')).toEqual(['+']);
  });
});
