import type { Database } from '../store/database.ts';
import { rebuildSnapshot } from './snapshot-blocks.ts';

/** Keeps the snapshots of offices up to date, beside everything else. */
export interface SnapshotKeeper {
  /** A stream found so many of its cases in no block. */
  noteMissing(partition: string, missing: number): Promise<void>;
  /** Ends what runs, between two blocks. */
  stop(): Promise<void>;
}

/** Reading these from their tables costs less than making blocks anew all day. */
const worthRebuilding = 500;

export function openSnapshotKeeper(database: Database): SnapshotKeeper {
  const running = new Map<string, Promise<void>>();
  let isStopped = false;

  function rebuild(partition: string): Promise<void> {
    return (
      rebuildSnapshot(database, partition, () => isStopped)
        // The database is away: the next stream reads from the tables as this one did, and asks again.
        .catch(() => undefined)
        .finally(() => running.delete(partition))
    );
  }

  return {
    noteMissing: (partition, missing) => {
      if (missing >= worthRebuilding && !isStopped && !running.has(partition)) {
        running.set(partition, rebuild(partition));
      }
      return Promise.resolve();
    },
    stop: async () => {
      isStopped = true;
      await Promise.all(running.values());
    },
  };
}
