import { monthNames } from '#shared/model/letters/wording.ts';
import type { Random } from '../random.ts';

const { en: monthsEn, fr: monthsFr } = monthNames;

const dayMs = 86_400_000;

/** `2026-03-01` as `March 1, 2026` or `1er mars 2026`. */
export function longDate(date: string, language: 'en' | 'fr'): string {
  const { year, month, day } = parts(date);
  if (language === 'fr') return `${day === 1 ? '1er' : day} ${monthsFr[month - 1] ?? ''} ${year}`;
  return `${monthsEn[month - 1] ?? ''} ${day}, ${year}`;
}

/** `14 MAR / MARS 2026`, the form of travel documents. */
export function travelDate(date: string): string {
  const { year, month, day } = parts(date);
  const en = (monthsEn[month - 1] ?? '').slice(0, 3).toUpperCase();
  const fr = (monthsFr[month - 1] ?? '').slice(0, 4).toUpperCase();
  return `${String(day).padStart(2, '0')} ${en}/${fr} ${year}`;
}

export function stampDate(date: string): string {
  const { year, month, day } = parts(date);
  return `${year} ${(monthsEn[month - 1] ?? '').slice(0, 3).toUpperCase()} ${String(day).padStart(2, '0')}`;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

export function someDayBetween(random: Random, from: string, to: string): string {
  const days = Math.max(0, Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs));
  return addDays(from, random.int(0, days));
}

function parts(date: string): { year: number; month: number; day: number } {
  const [year = 2000, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}
