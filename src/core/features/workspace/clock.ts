import type { Instant } from '#shared/model/ids.ts';

/** The device's clock. Given in, so that tests and the simulation hold it. */
export interface Clock {
  now(): Instant;
}

export const deviceClock: Clock = {
  now: () => new Date().toISOString() as Instant,
};
