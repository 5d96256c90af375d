import { describe, expect, it } from 'vitest';
import type { Day } from '#shared/model/ids.ts';
import { ageOf } from './age.ts';

const row = (clockStart: string | null, standardDue: string | null) => ({
  clockStart: clockStart as Day | null,
  standardDue: standardDue as Day | null,
});

describe('ageOf', () => {
  it('has none while the clock has not started', () => {
    expect(ageOf(row(null, null), '2026-11-23')).toBeNull();
  });

  it('counts days where no standard runs', () => {
    expect(ageOf(row('2026-11-01', null), '2026-11-23')).toEqual({
      days: 22,
      limitDays: null,
      ratio: null,
      state: 'none',
    });
  });

  it('is within up to the last day, and beyond from the next', () => {
    const due = row('2026-11-01', '2026-11-15');
    expect(ageOf(due, '2026-11-05')?.state).toBe('within');
    expect(ageOf(due, '2026-11-15')).toMatchObject({ days: 14, limitDays: 14, ratio: 1, state: 'near' });
    expect(ageOf(due, '2026-11-16')?.state).toBe('beyond');
  });

  it('is near the limit in the last fifth', () => {
    expect(ageOf(row('2026-11-01', '2026-11-11'), '2026-11-08')?.state).toBe('within');
    expect(ageOf(row('2026-11-01', '2026-11-11'), '2026-11-09')?.state).toBe('near');
  });

  it('does not go below zero when the device clock is behind', () => {
    expect(ageOf(row('2026-11-20', '2026-12-20'), '2026-11-01')?.days).toBe(0);
  });
});
