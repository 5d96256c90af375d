import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { addDays, longDate, someDayBetween, stampDate, travelDate } from './dates.ts';
import { dollars, money } from './money.ts';
import { narrative } from './narrative.ts';

describe('dates in words', () => {
  it('follow each language', () => {
    expect(longDate('2026-03-01', 'en')).toBe('March 1, 2026');
    expect(longDate('2026-03-01', 'fr')).toBe('1er mars 2026');
    expect(longDate('2026-08-22', 'fr')).toBe('22 août 2026');
    expect(travelDate('1991-07-03')).toBe('03 JUL/JUIL 1991');
    expect(stampDate('2026-02-09')).toBe('2026 FEB 09');
  });

  it('count days over the ends of months, years and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('stay within the span asked for, both ends included', () => {
    const random = createRandom('days');
    const days = new Set(Array.from({ length: 200 }, () => someDayBetween(random, '2026-01-01', '2026-01-03')));
    expect([...days].sort()).toEqual(['2026-01-01', '2026-01-02', '2026-01-03']);
  });
});

describe('amounts', () => {
  it('are grouped and pointed as each language does', () => {
    expect(money(123456789, 'en')).toBe('1,234,567.89');
    expect(money(123456789, 'fr')).toBe('1\u00a0234\u00a0567,89');
    expect(money(-500, 'en')).toBe('-5.00');
    expect(dollars(99900, 'en')).toBe('$999.00');
    expect(dollars(99900, 'fr')).toBe('999,00\u00a0$');
  });
});

describe('prose', () => {
  it('uses every sentence once before any twice', () => {
    const sentences = narrative('en', createRandom('deck'), 3).join(' ').split('. ');
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});
