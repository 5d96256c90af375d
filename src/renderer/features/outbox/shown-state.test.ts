import { describe, expect, it } from 'vitest';
import type { Instant } from '#shared/model/ids.ts';
import { shownState } from './shown-state.ts';

const receipt = { number: 'RC-1', receivedAt: '2026-11-23T12:04:00.000Z' as Instant, feedPosition: 7 };

describe('the state of a line', () => {
  it('is received only with a receipt', () => {
    expect(shownState({ state: 'received', receipt })).toBe('received');
    expect(shownState({ state: 'received', receipt: null })).toBe('sending');
  });
});
