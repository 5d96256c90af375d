import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, formatBytes, formatNumber, formatRecent, formatTime } from './format.ts';

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

  it('groups thousands as each language does', () => {
    expect(formatNumber(100_000, 'en')).toBe('100,000');
    expect(plain(formatNumber(100_000, 'fr'))).toBe('100 000');
  });

  it('writes sizes in the unit that fits', () => {
    expect(plain(formatBytes(14_240_000, 'en'))).toBe('14.2 MB');
    expect(plain(formatBytes(14_240_000, 'fr'))).toBe('14,2 Mo');
    expect(plain(formatBytes(0, 'en'))).toBe('0 bytes');
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
