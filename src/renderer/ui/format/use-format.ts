import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/model/bilingual.ts';
import { formatBytes, formatMoment, formatNumber, formatRecent, formatSpan, formatTime } from './format.ts';

/** The language shown now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'fr' ? 'fr' : 'en';
}

export interface Formats {
  readonly language: Language;
  readonly time: (instant: string) => string;
  readonly moment: (instant: string) => string;
  readonly recent: (instant: string) => string;
  readonly number: (value: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly span: (seconds: number) => string;
}

/** Dates and numbers in the language shown now. */
export function useFormat(): Formats {
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      time: (instant) => formatTime(instant, language),
      moment: (instant) => formatMoment(instant, language),
      recent: (instant) => formatRecent(instant, language, new Date()),
      number: (value) => formatNumber(value, language),
      bytes: (bytes) => formatBytes(bytes, language),
      span: (seconds) => formatSpan(seconds, language),
    }),
    [language],
  );
}
