import type { Language } from '#shared/model/bilingual.ts';
import type { Ground } from '#shared/model/programs/program.ts';

/** Without accents, case and brackets: "179b" finds R179(b), "etablissement" finds établissement. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\p{M}().\s]/gu, '')
    .toLowerCase();
}

/** The grounds whose provision or title hold every word typed; those already chosen first, else in the program's order. */
export function groundsMatching(
  grounds: readonly Ground[],
  typed: string,
  language: Language,
  first: readonly string[],
): readonly Ground[] {
  const words = typed
    .split(/\s+/u)
    .map(plain)
    .filter((word) => word !== '');
  const found = grounds.filter((ground) => {
    const text = plain(`${ground.provision} ${ground.title[language]}`);
    return words.every((word) => text.includes(word));
  });
  return [...found.filter(({ id }) => first.includes(id)), ...found.filter(({ id }) => !first.includes(id))];
}
