import { AppError } from '#shared/errors/app-error.ts';
import type { FeedResponse } from '#shared/protocol/pull-feed.ts';

/** Every number from `after` + 1 to `to` must be there once and in order; a missing one is `feed-broken`. */
export function checkFeedNumbers(response: FeedResponse, position: number): void {
  const broken = (expected: number): AppError => new AppError('feed-broken', { expected, position, to: response.to });
  if (response.after !== position) throw broken(position + 1);
  let expected = position + 1;
  for (const row of response.rows) {
    // A hidden run stands at its last number.
    const first = row.kind === 'hidden' ? row.n - row.count + 1 : row.n;
    if (first !== expected) throw broken(expected);
    expected = row.n + 1;
  }
  if (expected !== response.to + 1) throw broken(expected);
}
