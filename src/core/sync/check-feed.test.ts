import { describe, expect, it } from 'vitest';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import type { FeedResponse, FeedRow } from '#shared/protocol/pull-feed.ts';
import { backoffMs } from './backoff.ts';
import { checkFeedNumbers } from './check-feed.ts';

const caseId = '6b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d90' as CaseId;
const left = (n: number): FeedRow => ({ kind: 'left', n, caseId, reason: 'reassigned' });
/** Stands at its last number. */
const hidden = (n: number, count: number): FeedRow => ({ kind: 'hidden', n, count });

function feed(after: number, to: number, rows: FeedRow[]): FeedResponse {
  const now = '2026-11-20T15:00:00.000Z' as Instant;
  return { partition: 'CPCO', after, to, head: to, rows, digest: null, log: null, centralEpoch: 'epoch', now };
}

describe('numbers of a feed', () => {
  it.each([
    ['nothing new', feed(5, 5, [])],
    ['each number once', feed(5, 8, [left(6), left(7), left(8)])],
    ['hidden runs between', feed(5, 12, [hidden(8, 3), left(9), hidden(12, 3)])],
    ['all hidden', feed(5, 9, [hidden(9, 4)])],
  ])('are taken with %s', (_what, response) => {
    expect(() => checkFeedNumbers(response, 5)).not.toThrow();
  });

  it.each([
    ['the first missing', feed(5, 8, [left(7), left(8)])],
    ['one missing between', feed(5, 8, [left(6), left(8)])],
    ['the last missing', feed(5, 8, [left(6), left(7)])],
    ['one twice', feed(5, 7, [left(6), left(6)])],
    ['a hidden run that is too short', feed(5, 9, [hidden(9, 3)])],
    ['a hidden run that is too long', feed(5, 9, [hidden(9, 5)])],
    ['another beginning', feed(4, 8, [left(5), left(6), left(7), left(8)])],
  ])('are refused with %s', (_what, response) => {
    expect(() => checkFeedNumbers(response, 5)).toThrow(expect.objectContaining({ code: 'feed-broken' }));
  });
});

describe('backing off', () => {
  it('doubles up to a minute and spreads over the upper half, the first ones over four seconds', () => {
    const waits = (next: () => number): number[] => [1, 2, 3, 7, 50].map((failures) => backoffMs(failures, { next }));
    expect(waits(() => 0)).toEqual([500, 1000, 2000, 30_000, 30_000]);
    expect(waits(() => 0.999_999)).toEqual([4000, 4000, 4000, 60_000, 60_000]);
  });
});
