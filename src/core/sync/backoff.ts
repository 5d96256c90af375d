import type { SyncRandom } from './ports.ts';

const firstMs = 1000;
const longestMs = 60_000;
/** The first waits are spread at least this wide: a central that was restarted had everybody on the line. */
const leastSpreadMs = 4000;

/** A moment of a span, all equally likely. */
export function spreadMs(fromMs: number, toMs: number, random: SyncRandom): number {
  return Math.round(fromMs + (toMs - fromMs) * random.next());
}

/** The wait after so many before it: `firstMs`, then twice as long each time, up to `longestMs`. */
export function doubledMs(before: number, firstMs: number, longestMs: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(before, 10));
}

/**
 * Waiting times after failures in a row: doubling from a second to a minute, each anywhere in its upper half and the
 * first ones anywhere in some seconds, so that a thousand devices do not come back at once.
 */
export function backoffMs(failures: number, random: SyncRandom): number {
  const whole = doubledMs(failures - 1, firstMs, longestMs);
  return spreadMs(whole / 2, Math.max(whole, leastSpreadMs), random);
}
