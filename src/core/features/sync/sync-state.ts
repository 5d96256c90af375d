import type { SyncStatus } from '#shared/contract/sync.ts';
import type { EngineState } from '../../sync/sync-engine.ts';

export interface SyncFacts {
  readonly isSignedIn: boolean;
  /** By choice, or because the network is kept away. */
  readonly isOffline: boolean;
  /** Null where no address of central is known. */
  readonly engine: EngineState | null;
  /** Acts that central has not answered, those of the last moment with them. */
  readonly waiting: number;
  /** Every partition has been read to its end once. */
  readonly isLoaded: boolean;
}

/** The state that is told. `up-to-date` needs all of it: somebody to speak for, a line, an exchange that ended, and nothing left to say. */
export function syncStateOf({ isSignedIn, isOffline, engine, waiting, isLoaded }: SyncFacts): SyncStatus['state'] {
  if (!isSignedIn) return 'signed-out';
  if (engine === null || isOffline) return 'offline';
  if (engine === 'up-to-date') return waiting > 0 || !isLoaded ? 'behind' : 'up-to-date';
  return engine === 'idle' ? 'syncing' : engine;
}
