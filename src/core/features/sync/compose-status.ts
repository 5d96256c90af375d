import type { SyncStatus } from '#shared/contract/sync.ts';
import type { EngineStatus } from '../../sync/sync-engine.ts';
import { countOwed } from '../documents/owed-store.ts';
import { countOutbox, isDurable } from '../outbox/store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { confirmedThrough } from './cursor-store.ts';
import { syncStateOf } from './sync-state.ts';

/** What the service knows beside the store and the engine. */
export interface StatusFacts extends Pick<SyncStatus, 'byChoice' | 'held' | 'cases'> {
  readonly missing: { readonly missing: number; readonly missingBytes: number };
  readonly bytesPerSecond: number | null;
  readonly paused: boolean;
}

/** How things stand with central, for the screens. `engine` null: no address of central is known. */
export function composeStatus(
  { db, session }: Workspace,
  engine: EngineStatus | null,
  { byChoice, held, cases, missing, bytesPerSecond, paused }: StatusFacts,
): SyncStatus {
  const { waiting, decisions, refused } = countOutbox(db);
  const lastConfirmedAt = confirmedThrough(db);
  return {
    state: syncStateOf({
      isSignedIn: session !== null,
      isOffline: byChoice || held,
      engine: engine?.state ?? null,
      waiting,
      isLoaded: lastConfirmedAt !== null,
    }),
    byChoice,
    held,
    since: engine?.since ?? null,
    lastConfirmedAt,
    waiting: { acts: waiting, decisions, refused },
    durable: isDurable(db),
    documents: { ...missing, bytesPerSecond, paused, ...countOwed(db) },
    progress: engine?.progress ?? null,
    problem: engine?.problem ?? null,
    details: { ...engine?.details },
    cases,
    clockSkewSeconds: engine?.clockSkewSeconds ?? null,
    retry: engine?.retry ?? null,
  };
}
