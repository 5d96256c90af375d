import type { Bilingual, Language } from '../bilingual.ts';
import type { Day } from '../ids.ts';
import { text } from '../programs/text.ts';

/** Names of the months in letters, January first; the one list of them. */
export const monthNames: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
};

/** A day as a letter writes it: `November 23, 2026`, `23 novembre 2026`, `1er mai 2026`. */
export function writtenDay(day: Day, language: Language): string {
  const year = day.slice(0, 4);
  const month = monthNames[language][Number(day.slice(5, 7)) - 1] ?? '';
  const date = Number(day.slice(8, 10));
  if (language === 'en') return `${month} ${date}, ${year}`;
  return `${date === 1 ? '1er' : String(date)}\u00a0${month} ${year}`;
}

export function writtenDays(days: number): Bilingual {
  return text(`${days} days`, `${days} jours`);
}

export const entryWords: Readonly<Record<'single' | 'multiple', Bilingual>> = {
  single: text('a single entry', 'une seule entrée'),
  multiple: text('multiple entries', 'plusieurs entrées'),
};

export const noUciYet = text('not yet assigned', 'pas encore attribué');
export const legalBasis = text('Legal basis: ', 'Fondement juridique : ');
