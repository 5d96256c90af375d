/** The least that the core accepts. */
export const passphraseMinimum = 12;

/** From here on a phrase of ordinary words holds against guessing offline with the key derivation in use. */
const strongLength = 20;

export type PassphraseStrength =
  | { readonly level: 'short'; readonly missing: number }
  | { readonly level: 'fair' }
  | { readonly level: 'strong' };

/** Length counts; a few signs repeated do not. */
export function passphraseStrength(typed: string): PassphraseStrength {
  const length = [...typed].length;
  if (length < passphraseMinimum) return { level: 'short', missing: passphraseMinimum - length };
  const different = new Set(typed.toLowerCase()).size;
  return { level: length >= strongLength && different >= 8 ? 'strong' : 'fair' };
}
