import type { Instant } from '#shared/model/ids.ts';

/** Time as sync sees it: handed in, so that a simulation can own it. */
export interface Clock {
  now(): Instant;
  /** Milliseconds from an arbitrary start that never go back. */
  elapsedMs(): number;
}

export interface Scheduler {
  /** Runs once after a time; gives what cancels it. */
  after(ms: number, run: () => void): () => void;
}
