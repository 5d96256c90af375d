import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day, Instant } from '../ids.ts';
import { addDays, addMonths, addYears, ageInYears, dayOf, daysBetween, earlier, msOf } from './calendar.ts';

const day = (text: string): Day => text as Day;

const days = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10) as Day);

describe('days', () => {
  it('added and counted agree, both ways', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (from, count) => {
        const to = addDays(from, count);
        expect(daysBetween(from, to)).toBe(count);
        expect(daysBetween(to, from)).toBe(-count || 0);
        expect(addDays(to, -count)).toBe(from);
      }),
    );
  });

  it('sort as text as they do in time', () => {
    fc.assert(
      fc.property(days, days, (one, other) => {
        expect(one < other).toBe(daysBetween(one, other) > 0);
        expect(earlier(one, other)).toBe(daysBetween(one, other) >= 0 ? one : other);
      }),
    );
  });

  it('of an instant are those of UTC', () => {
    expect(dayOf('2026-11-23T23:59:59.999Z' as Instant)).toBe('2026-11-23');
    expect(msOf(day('1970-01-02'))).toBe(86_400_000);
    expect(msOf('1970-01-01T01:00:00.000Z' as Instant)).toBe(3_600_000);
  });
});

describe('months', () => {
  it('keep the date, or end on the last day of a shorter month', () => {
    expect(addMonths(day('2026-01-15'), 1)).toBe('2026-02-15');
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2028-01-31'), 1)).toBe('2028-02-29');
    expect(addMonths(day('2026-11-30'), 3)).toBe('2027-02-28');
    expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-28');
  });

  it('land in the month that was asked for, never past the date', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 600 }), (from, count) => {
        const to = addMonths(from, count);
        const monthOf = (when: Day): number => Number(when.slice(0, 4)) * 12 + Number(when.slice(5, 7));
        expect(monthOf(to) - monthOf(from)).toBe(count);
        expect(Number(to.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)));
      }),
    );
  });

  it('by twelves are years, a leap day ending in February', () => {
    expect(addYears(day('2024-02-29'), 10)).toBe('2034-02-28');
    expect(addYears(day('2016-05-01'), 10)).toBe('2026-05-01');
  });
});

describe('age', () => {
  it('counts completed years', () => {
    expect(ageInYears(day('2012-11-23'), day('2026-11-22'))).toBe(13);
    expect(ageInYears(day('2012-11-23'), day('2026-11-23'))).toBe(14);
    expect(ageInYears(day('2012-02-29'), day('2026-02-28'))).toBe(13);
    expect(ageInYears(day('2012-02-29'), day('2026-03-01'))).toBe(14);
  });

  it('never falls as time passes', () => {
    fc.assert(
      fc.property(days, days, fc.nat(4000), (birth, on, later) => {
        expect(ageInYears(birth, addDays(on, later))).toBeGreaterThanOrEqual(ageInYears(birth, on));
      }),
    );
  });
});
