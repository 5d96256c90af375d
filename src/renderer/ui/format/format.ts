import type { Language } from '#shared/model/bilingual.ts';

/** The Canadian forms of both languages. */
const localeOf: Readonly<Record<Language, string>> = { en: 'en-CA', fr: 'fr-CA' };

const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

/** Intl objects are dear to make (about 50 µs) and lists make thousands of texts. */
function kept<Format extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => Format): Format {
  const found = made.get(key) as Format | undefined;
  if (found !== undefined) return found;
  const format = make();
  made.set(key, format);
  return format;
}

/*
 * Days, times and counts are written by hand: the first screen shows them, and the first use of Intl in a process reads
 * its tables for 40 to 80 ms. The test holds them against Intl's own words.
 */

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `12:04`, `12 h 04`. */
export function formatTime(instant: string, language: Language): string {
  const at = new Date(instant);
  const [hours, minutes] = [twoDigits(at.getHours()), twoDigits(at.getMinutes())];
  return language === 'fr' ? `${hours} h ${minutes}` : `${hours}:${minutes}`;
}

/** The calendar day of an instant where the officer sits: `2026-11-23` (the Canadian standard, in both languages). */
export function formatDay(instant: string): string {
  const at = new Date(instant);
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

/** `2026-11-23 12:04`, `2026-11-23 12 h 04`. */
export function formatMoment(instant: string, language: Language): string {
  return `${formatDay(instant)} ${formatTime(instant, language)}`;
}

/** The time alone for an instant of today, else with its day. */
export function formatRecent(instant: string, language: Language, now: Date): string {
  const isToday = formatDay(instant) === formatDay(now.toISOString());
  return isToday ? formatTime(instant, language) : formatMoment(instant, language);
}

export function formatNumber(value: number, language: Language): string {
  if (Number.isSafeInteger(value) && value >= 0) {
    return String(value).replaceAll(/\B(?=(?:\d{3})+$)/gu, language === 'fr' ? '\u00a0' : ',');
  }
  return kept(`number ${language}`, () => new Intl.NumberFormat(localeOf[language])).format(value);
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `14.2 MB`, `14,2 Mo`: thousands, as disks are sold and IRCC's upload limits are written. */
export function formatBytes(bytes: number, language: Language): string {
  const step = bytes < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  const unit = byteUnits[step] ?? 'byte';
  const format = kept(`bytes ${language} ${unit}`, () => {
    return new Intl.NumberFormat(localeOf[language], { style: 'unit', unit, maximumFractionDigits: step > 1 ? 1 : 0 });
  });
  return format.format(bytes / 1000 ** step);
}

const spans = [
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/** A length of time in the largest unit of which there are two: `67 minutes`, `5 hours`, `5 heures`. */
export function formatSpan(seconds: number, language: Language): string {
  const { unit, seconds: size } = spans.find((each) => seconds >= 2 * each.seconds) ?? spans[2];
  const format = kept(`span ${language} ${unit}`, () => {
    return new Intl.NumberFormat(localeOf[language], {
      style: 'unit',
      unit,
      unitDisplay: 'long',
      maximumFractionDigits: 0,
    });
  });
  return format.format(seconds / size);
}

const millisecondsPerDay = 86_400_000;

/** Whole calendar days from one day to another; negative where the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsPerDay);
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsPerDay).toISOString().slice(0, 10);
}
