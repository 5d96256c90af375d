import { describe, expect, it } from 'vitest';
import { durationOf } from './duration.ts';

describe('a time to come', () => {
  it.each([
    [0, { key: 'none' }],
    [900, { key: 'seconds', count: 1 }],
    [59_001, { key: 'seconds', count: 60 }],
    [60_000, { key: 'minutes', count: 1 }],
    [61_000, { key: 'minutes', count: 2 }],
    [90 * 60_000, { key: 'minutes', count: 90 }],
    [125 * 60_000, { key: 'hours', count: 2, minutes: 5 }],
  ])('%i ms', (ms, expected) => {
    expect(durationOf(ms)).toEqual(expected);
  });
});
