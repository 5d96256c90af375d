import type { SyncRandom } from './ports.ts';

const firstMs = 1000;
const longestMs = 60_000;

/** Waiting times after failures in a row: doubling from a second to a minute, each jittered by half, so that a thousand devices do not come back at once. */
export function backoffMs(failures: number, random: SyncRandom): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 10));
  return Math.round(whole / 2 + (whole / 2) * random.next());
}
