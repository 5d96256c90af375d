import type { Database } from '../store/database.ts';
import type { Clock, Scheduler } from './ports.ts';
import { rebuildSnapshot } from './snapshot-blocks.ts';
import { wakened } from './wakened.ts';

/** What a stream of a first load came to. */
export interface StreamFound {
  readonly cases: number;
  /** Cases that a snapshot brought up to date would have had. */
  readonly missing: number;
}

/** Keeps the snapshots of offices up to date, behind everything else. */
export interface SnapshotKeeper {
  /** Snapshots that are being brought up to date. */
  readonly running: number;
  noteMissing(partition: string, found: StreamFound): Promise<void>;
  /** Ends what runs, between two blocks. */
  stop(): Promise<void>;
}

export interface KeeperParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}

/** Reading these from their tables costs less than making blocks anew all day. */
const leastMissing = 500;

/**
 * A snapshot is made anew when what streams have missed since the last time comes to this share of their cases: before that
 * it costs more than it saves, as one edit makes a whole block be packed anew.
 */
const worthShare = 1 / 4;

/** The device that has just been served is still writing what it got, perhaps on this machine. */
const quietMs = 2000;

/** After each block it rests so many times as long as the block took, a fifth of one core and of the database; but not longer. */
const restShare = 4;
const longestRestMs = 50;

export function openSnapshotKeeper({ database, clock, scheduler }: KeeperParts): SnapshotKeeper {
  const running = new Map<string, Promise<void>>();
  /** Cases that streams have missed since a partition's snapshot was brought up to date. */
  const missed = new Map<string, number>();
  /** Aborted when central ends: rests end early. */
  const end = new AbortController();
  const rest = (ms: number): Promise<void> => wakened(scheduler, ms, end.signal);

  async function refresh(partition: string): Promise<void> {
    await rest(quietMs);
    let startedAt = clock.elapsedMs();
    await rebuildSnapshot(database, partition, async () => {
      await rest(Math.min((clock.elapsedMs() - startedAt) * restShare, longestRestMs));
      startedAt = clock.elapsedMs();
      return end.signal.aborted;
    });
    missed.delete(partition);
  }

  return {
    get running() {
      return running.size;
    },
    noteMissing: (partition, { missing, cases }) => {
      const sum = (missed.get(partition) ?? 0) + missing;
      missed.set(partition, sum);
      const isWorth = sum >= Math.max(leastMissing, cases * worthShare);
      if (missing > 0 && isWorth && !end.signal.aborted && !running.has(partition)) {
        const refreshing = refresh(partition)
          // The database is away: the next stream reads from the tables as this one did, and asks again.
          .catch(() => undefined)
          .finally(() => running.delete(partition));
        running.set(partition, refreshing);
      }
      return Promise.resolve();
    },
    stop: async () => {
      end.abort();
      await Promise.all(running.values());
    },
  };
}
