import type { Language } from '#shared/model/bilingual.ts';
import { alpha2Of } from './country-codes.data.ts';

const made = new Map<Language, Intl.DisplayNames>();

function namesIn(language: Language): Intl.DisplayNames {
  const known = made.get(language);
  if (known !== undefined) return known;
  const names = new Intl.DisplayNames([language === 'fr' ? 'fr-CA' : 'en-CA'], { type: 'region', fallback: 'none' });
  made.set(language, names);
  return names;
}

/** A country by its three-letter code, as passports carry it; the code itself where no name is known (XXA: stateless). */
export function countryName(alpha3: string, language: Language): string {
  const alpha2 = alpha2Of.get(alpha3);
  const name = alpha2 === undefined ? undefined : namesIn(language).of(alpha2);
  return name === undefined ? alpha3 : `${name} (${alpha3})`;
}
