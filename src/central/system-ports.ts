import type { Instant } from '#shared/model/ids.ts';
import type { Clock, Scheduler } from './sync/ports.ts';

export const systemClock: Clock = {
  now: () => new Date().toISOString() as Instant,
  elapsedMs: () => performance.now(),
};

export const systemScheduler: Scheduler = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
