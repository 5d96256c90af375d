import type { Bilingual } from '../bilingual.ts';
import { text } from './text.ts';

interface Statute {
  readonly en: string;
  readonly fr: string;
  /** The letter of the French short form: `A40(1)(a)` is `L40(1)a)` there. */
  readonly short: string;
}

/** The first letter of a citation, as officers write it. */
const statutes: Readonly<Record<string, Statute>> = {
  A: {
    en: 'the Immigration and Refugee Protection Act',
    fr: "de la Loi sur l'immigration et la protection des réfugiés",
    short: 'L',
  },
  R: {
    en: 'the Immigration and Refugee Protection Regulations',
    fr: "du Règlement sur l'immigration et la protection des réfugiés",
    short: 'R',
  },
  C: { en: 'the Citizenship Act', fr: 'de la Loi sur la citoyenneté', short: 'C' },
};

const pattern = /^([ARC])(\d+(?:\.\d+)?)((?:\([0-9a-z.]+\))*)$/;

interface Citation {
  readonly statute: Statute;
  readonly section: string;
  readonly levels: readonly string[];
}

function parse(provision: string): Citation | null {
  const match = pattern.exec(provision);
  const statute = statutes[match?.[1] ?? ''];
  const section = match?.[2];
  if (statute === undefined || section === undefined) return null;
  const levels = [...(match?.[3] ?? '').matchAll(/\(([0-9a-z.]+)\)/g)].map((part) => part[1] ?? '');
  return { statute, section, levels };
}

/** In French a number keeps both parentheses and a letter only the closing one: `40(1)a)`. */
function frenchLevels(levels: readonly string[]): string {
  return levels.map((level) => (/^\d/.test(level) ? `(${level})` : `${level})`)).join('');
}

/** The name of the smallest division cited: a number is a subsection, a letter a paragraph. */
function division(levels: readonly string[]): Bilingual {
  const last = levels.at(-1);
  if (last === undefined) return { en: 'section', fr: 'article' };
  return /^\d/.test(last) ? { en: 'subsection', fr: 'paragraphe' } : { en: 'paragraph', fr: 'alinéa' };
}

/** True for a citation of the Act (`A`), the Regulations (`R`) or the Citizenship Act (`C`) that can be written out. */
export function isProvision(provision: string): boolean {
  return parse(provision) !== null;
}

/** The short form on screens: `R179(b)` and `R179b)`, `A40(1)(a)` and `L40(1)a)` (the French letters of IRCC's own instructions). */
export function shortProvision(provision: string): Bilingual {
  const citation = parse(provision);
  if (citation === null) return { en: provision, fr: provision };
  const { statute, section, levels } = citation;
  return { en: provision, fr: `${statute.short}${section}${frenchLevels(levels)}` };
}

/** The citation written out for a letter: `paragraph 179(b) of the Immigration and Refugee Protection Regulations`. */
export function citeProvision(provision: string): Bilingual {
  const citation = parse(provision);
  if (citation === null) return { en: provision, fr: provision };
  const { statute, section, levels } = citation;
  const name = division(levels);
  return text(
    `${name.en} ${section}${levels.map((level) => `(${level})`).join('')} of ${statute.en}`,
    `${name.fr} ${section}${frenchLevels(levels)} ${statute.fr}`,
  );
}
