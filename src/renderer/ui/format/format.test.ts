import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  formatBytes,
  formatDay,
  formatNumber,
  formatRecent,
  formatSpan,
  formatTime,
} from './format.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

describe('formats', () => {
  it('writes times as each language does', () => {
    const noon = new Date(2026, 10, 23, 12, 4).toISOString();
    expect(formatTime(noon, 'en')).toBe('12:04');
    expect(plain(formatTime(noon, 'fr'))).toBe('12 h 04');
  });

  it('writes the day only where it is another one', () => {
    const now = new Date(2026, 10, 23, 15, 0);
    expect(formatRecent(new Date(2026, 10, 23, 9, 10).toISOString(), 'en', now)).toBe('09:10');
    expect(formatRecent(new Date(2026, 10, 21, 9, 10).toISOString(), 'en', now)).toBe('2026-11-21 09:10');
  });

  it('writes what Intl writes for Canada, without waiting for its tables', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(2000, 0), max: new Date(2100, 0), noInvalidDate: true }), (at) => {
        const day = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });
        expect(formatDay(at.toISOString())).toBe(day.format(at));
        for (const language of ['en', 'fr'] as const) {
          const time = new Intl.DateTimeFormat(`${language}-CA`, {
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
          });
          expect(plain(formatTime(at.toISOString(), language))).toBe(plain(time.format(at)));
        }
      }),
    );
    fc.assert(
      fc.property(fc.nat(), (value) => {
        for (const language of ['en', 'fr'] as const) {
          expect(plain(formatNumber(value, language))).toBe(
            plain(new Intl.NumberFormat(`${language}-CA`).format(value)),
          );
        }
      }),
    );
  });

  it('groups thousands as each language does', () => {
    expect(formatNumber(100_000, 'en')).toBe('100,000');
    expect(plain(formatNumber(100_000, 'fr'))).toBe('100 000');
  });

  it('writes sizes in the unit that fits', () => {
    expect(plain(formatBytes(14_240_000, 'en'))).toBe('14.2 MB');
    expect(plain(formatBytes(14_240_000, 'fr'))).toBe('14,2 Mo');
    expect(plain(formatBytes(0, 'en'))).toBe('0 bytes');
  });

  it('writes a length of time in the largest unit of which there are two', () => {
    expect(plain(formatSpan(7, 'en'))).toBe('7 seconds');
    expect(plain(formatSpan(4000, 'en'))).toBe('67 minutes');
    expect(plain(formatSpan(4000, 'fr'))).toBe('67 minutes');
    expect(plain(formatSpan(86_400 * 365, 'fr'))).toBe('8 760 heures');
  });
});

describe('days', () => {
  it('counts across changes of the clock', () => {
    expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
    expect(daysBetween('2026-11-23', '2026-11-20')).toBe(-3);
  });

  it('adds what it counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4000, max: 4000 }), (days) => {
        expect(daysBetween('2026-11-23', addDays('2026-11-23', days))).toBe(days);
      }),
    );
  });
});
