import type { Bilingual } from '../bilingual.ts';

const nbsp = '\u00a0';

/** Typographic apostrophes, and form numbers that do not break. */
function common(source: string): string {
  return source.replaceAll("'", '’').replace(/\b(IMM|CIT) (\d)/g, `$1${nbsp}$2`);
}

/** French spacing: what must not be parted is joined by a non-breaking space. */
function french(source: string): string {
  return common(source)
    .replace(/ ([:;!?»%$])/g, `${nbsp}$1`)
    .replaceAll('« ', `«${nbsp}`)
    .replace(/(\d) (\d{3})(?!\d)/g, `$1${nbsp}$2`)
    .replace(/(\d) (jours?|mois|ans?|années|heures|semaines)/g, `$1${nbsp}$2`);
}

/** A text in both languages, written with the keyboard's signs and set with those of print. */
export function text(en: string, fr: string): Bilingual {
  return { en: common(en), fr: french(fr) };
}
