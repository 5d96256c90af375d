import { type Bilingual, bilingual } from '#shared/model/bilingual.ts';

/** Every bilingual text in a piece of program data, wherever it stands; throws where a half is empty. */
export function programTexts(data: unknown): readonly Bilingual[] {
  if (Array.isArray(data)) return data.flatMap(programTexts);
  if (data === null || typeof data !== 'object') return [];
  if ('en' in data && 'fr' in data) return [bilingual.parse(data)];
  return Object.values(data).flatMap(programTexts);
}
