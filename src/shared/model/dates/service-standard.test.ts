import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day, Instant } from '../ids.ts';
import type { ServiceStandard } from '../programs/program.ts';
import { programFor } from '../programs/registry.ts';
import { addDays } from './calendar.ts';
import { ageDays, standardDueOn, standardFor, standardState } from './service-standard.ts';

const day = (text: string): Day => text as Day;
const fourteenDays: ServiceStandard = { value: 14, unit: 'days' };

describe('the standard of an application', () => {
  it.each([
    ['visitor-visa', 'outside', { value: 14, unit: 'days' }],
    ['visitor-visa', 'inside', null],
    ['study-permit', 'outside', { value: 60, unit: 'days' }],
    ['study-permit', 'inside', { value: 120, unit: 'days' }],
    ['work-permit', 'outside', { value: 60, unit: 'days' }],
    ['work-permit', 'inside', { value: 120, unit: 'days' }],
    ['eta-referral', 'outside', { value: 72, unit: 'hours' }],
    ['express-entry', 'inside', { value: 6, unit: 'months' }],
    ['spouse-or-partner', 'outside', { value: 12, unit: 'months' }],
    ['provincial-nominee', 'outside', { value: 11, unit: 'months' }],
    ['citizenship-grant', 'inside', { value: 12, unit: 'months' }],
    ['temporary-resident-permit', 'inside', null],
  ] as const)('%s applied for from %s Canada', (program, from, standard) => {
    expect(standardFor(programFor(program), from)).toEqual(standard);
  });

  it('is that of the category where it has one of its own', () => {
    const work = programFor('work-permit');
    expect(standardFor(work, 'outside', 'IEC')).toEqual({ value: 56, unit: 'days' });
    expect(standardFor(work, 'inside', 'GLOBAL-SKILLS')).toEqual({ value: 14, unit: 'days' });
    expect(standardFor(work, 'outside', 'LMIA')).toEqual({ value: 60, unit: 'days' });
    expect(standardFor(work, 'outside', 'unknown')).toEqual({ value: 60, unit: 'days' });
  });
});

describe('age against standard', () => {
  it('is within on the last day and beyond on the next', () => {
    const at = (now: string) => standardState(fourteenDays, day('2026-11-01'), day(now));
    expect(at('2026-11-15')).toEqual({ ageDays: 14, limitDays: 14, ratio: 1, beyond: false, dueOn: '2026-11-15' });
    expect(at('2026-11-16')).toMatchObject({ ageDays: 15, beyond: true });
    expect(at('2026-11-29').ratio).toBe(2);
  });

  it('counts months by the calendar', () => {
    const sixMonths: ServiceStandard = { value: 6, unit: 'months' };
    expect(standardDueOn(sixMonths, day('2026-08-31'))).toBe('2027-02-28');
    expect(standardState(sixMonths, day('2026-01-01'), day('2026-07-01'))).toMatchObject({
      limitDays: 181,
      ageDays: 181,
      beyond: false,
    });
  });

  it('counts hours from the instant', () => {
    const standard: ServiceStandard = { value: 72, unit: 'hours' };
    const since = '2026-11-20T18:00:00.000Z' as Instant;
    expect(standardState(standard, since, '2026-11-23T18:00:00.000Z' as Instant)).toMatchObject({
      ratio: 1,
      beyond: false,
      limitDays: 3,
      dueOn: '2026-11-23',
    });
    expect(standardState(standard, since, '2026-11-23T18:00:01.000Z' as Instant).beyond).toBe(true);
  });

  it('is never negative, where a clock is behind', () => {
    expect(ageDays(day('2026-11-23'), day('2026-11-20'))).toBe(0);
    expect(standardState({ value: 72, unit: 'hours' }, day('2026-11-23'), day('2026-11-20')).ratio).toBe(0);
  });

  it('is beyond exactly when the day is after the due day, for any standard in days or months', () => {
    const standards = fc.record({
      value: fc.integer({ min: 1, max: 400 }),
      unit: fc.constantFrom<'days' | 'months'>('days', 'months'),
    });
    fc.assert(
      fc.property(standards, fc.nat(20_000), fc.nat(20_000), (standard, offset, age) => {
        const since = addDays(day('1990-01-01'), offset);
        const now = addDays(since, age);
        const state = standardState(standard, since, now);
        expect(state.beyond).toBe(now > state.dueOn);
        expect(state.beyond).toBe(state.ratio > 1);
        expect(state.ageDays).toBe(age);
      }),
    );
  });
});
