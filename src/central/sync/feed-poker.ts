import type { Scheduler } from './ports.ts';
import { wakened } from './wakened.ts';

/** Wakes those who wait for a partition. Says only that there may be something new, never what. */
export interface FeedPoker {
  poke(partition: string): void;
  /** How often a partition was poked so far: noted before reading, so that a poke during the reading is not missed. */
  pokesOf(partition: string): number;
  /** Resolves at the first poke after the `since`-th (at once where there was one), after `ms`, or when the signal aborts. */
  wait(partition: string, since: number, ms: number, signal: AbortSignal): Promise<void>;
  /** Is told of every poke, and keeps the look at the heads going, until the answer is called. */
  onPoke(listener: (partition: string) => void): () => void;
  /** Wakes everybody and lets nobody wait any more. */
  stop(): void;
  isStopped(): boolean;
}

/** How often the heads are read for changes that another central behind the same address has made. */
const lookMs = 1000;

/**
 * A poke comes from the commit in this process at once, and from a slow look at the feed heads for commits of other
 * processes. One look serves all who wait, and there is none while nobody waits or listens.
 *
 * @param readHeads partition to its highest number
 */
export function openFeedPoker(scheduler: Scheduler, readHeads: () => Promise<ReadonlyMap<string, number>>): FeedPoker {
  const waiting = new Map<string, Set<() => void>>();
  const pokes = new Map<string, number>();
  const listeners = new Set<(partition: string) => void>();
  let heads: ReadonlyMap<string, number> = new Map();
  let cancelLook: (() => void) | null = null;
  let isStopped = false;

  const pokesOf = (partition: string): number => pokes.get(partition) ?? 0;

  function poke(partition: string): void {
    pokes.set(partition, pokesOf(partition) + 1);
    for (const wake of [...(waiting.get(partition) ?? [])]) wake();
    for (const listener of listeners) listener(partition);
  }

  async function look(): Promise<void> {
    // Where the database is away, those who wait find out by themselves when their time is over.
    const now = await readHeads().catch(() => new Map<string, number>());
    for (const [partition, n] of now) if (heads.get(partition) !== n) poke(partition);
    heads = now;
    cancelLook = null;
    lookLater();
  }

  function lookLater(): void {
    if (isStopped || cancelLook !== null || (waiting.size === 0 && listeners.size === 0)) return;
    cancelLook = scheduler.after(lookMs, () => void look());
  }

  function wait(partition: string, since: number, ms: number, signal: AbortSignal): Promise<void> {
    if (isStopped || signal.aborted || pokesOf(partition) !== since) return Promise.resolve();
    const woken = wakened(scheduler, ms, signal, (wake) => {
      const own = waiting.get(partition) ?? new Set();
      waiting.set(partition, own.add(wake));
      return () => {
        own.delete(wake);
        if (own.size === 0 && waiting.get(partition) === own) waiting.delete(partition);
      };
    });
    lookLater();
    return woken;
  }

  return {
    poke,
    pokesOf,
    wait,
    onPoke: (listener) => {
      listeners.add(listener);
      lookLater();
      return () => void listeners.delete(listener);
    },
    isStopped: () => isStopped,
    stop: () => {
      isStopped = true;
      cancelLook?.();
      for (const partition of [...waiting.keys()]) poke(partition);
    },
  };
}
