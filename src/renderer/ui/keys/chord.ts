/**
 * A chord as it is written in help and bindings: `Ctrl+K`, `Shift+X`, `j`, `?`, `ArrowDown`. Letters are written small
 * unless a modifier is named; a sign that needs Shift on some keyboards (`?`, `/`) is matched by the sign, not by Shift.
 */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export function matchesChord(pressed: Pressed, chord: string): boolean {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  if ((pressed.ctrlKey || pressed.metaKey) !== wants('Ctrl') || pressed.altKey !== wants('Alt')) return false;
  const isSign = key.length === 1 && !/[a-z]/i.test(key);
  if (!isSign && pressed.shiftKey !== wants('Shift')) return false;
  return pressed.key.toLowerCase() === key.toLowerCase();
}

const names: Readonly<Record<string, { readonly en: string; readonly fr: string }>> = {
  ArrowDown: { en: '↓', fr: '↓' },
  ArrowUp: { en: '↑', fr: '↑' },
  ArrowLeft: { en: '←', fr: '←' },
  ArrowRight: { en: '→', fr: '→' },
  Enter: { en: 'Enter', fr: 'Entrée' },
  Escape: { en: 'Esc', fr: 'Échap' },
  Shift: { en: 'Shift', fr: 'Maj' },
  Home: { en: 'Home', fr: 'Début' },
  End: { en: 'End', fr: 'Fin' },
  PageUp: { en: 'Page up', fr: 'Page préc.' },
  PageDown: { en: 'Page down', fr: 'Page suiv.' },
  Space: { en: 'Space', fr: 'Espace' },
};

/** The chord as the keys are labelled in a language, one text per key. */
export function chordKeys(chord: string, language: 'en' | 'fr'): readonly string[] {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  return parts.map((part) => names[part]?.[language] ?? (part.length === 1 ? part.toUpperCase() : part));
}
