import { describe, expect, it } from 'vitest';
import type { Instant } from '#shared/model/ids.ts';
import { shownState } from './shown-state.ts';

const receipt = { number: 'RC-1', receivedAt: '2026-11-23T12:04:00.000Z' as Instant, feedPosition: 7, durable: true };
const refusal = { code: 'stale-record' as const, details: {} };

describe('the state of a line', () => {
  it('is received only with a receipt', () => {
    expect(shownState({ state: 'received', receipt, refusal: null })).toBe('received');
    expect(shownState({ state: 'received', receipt: null, refusal: null })).toBe('sending');
  });

  it('says beforehand what will not hold, and leaves what central has said alone', () => {
    expect(shownState({ state: 'waiting', receipt: null, refusal })).toBe('will-not-hold');
    expect(shownState({ state: 'sending', receipt: null, refusal })).toBe('will-not-hold');
    expect(shownState({ state: 'refused', receipt, refusal })).toBe('refused');
    expect(shownState({ state: 'waiting', receipt: null, refusal: null })).toBe('waiting');
  });
});
