import { describe, expect, it } from 'vitest';
import { passphraseStrength } from './passphrase-strength.ts';

describe('passphraseStrength', () => {
  it('counts what is missing, in signs and not in code units', () => {
    expect(passphraseStrength('')).toEqual({ level: 'short', missing: 12 });
    expect(passphraseStrength('🍁🍁🍁🍁')).toEqual({ level: 'short', missing: 8 });
  });

  it('takes twelve, and calls twenty different ones strong', () => {
    expect(passphraseStrength('douze signes').level).toBe('fair');
    expect(passphraseStrength('correct horse battery staple').level).toBe('strong');
    expect(passphraseStrength('aaaaaaaaaaaaaaaaaaaaaaaa').level).toBe('fair');
  });
});
