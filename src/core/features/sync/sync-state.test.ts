import { describe, expect, it } from 'vitest';
import { type SyncFacts, syncStateOf } from './sync-state.ts';

const well: SyncFacts = { isSignedIn: true, isOffline: false, engine: 'up-to-date', waiting: 0, isLoaded: true };

describe('the state that is told', () => {
  it.each([
    [{}, 'up-to-date'],
    [{ waiting: 1 }, 'behind'],
    [{ isLoaded: false }, 'behind'],
    [{ isSignedIn: false }, 'signed-out'],
    [{ isOffline: true }, 'offline'],
    [{ engine: null }, 'offline'],
    [{ engine: 'offline' as const }, 'offline'],
    [{ engine: 'syncing' as const }, 'syncing'],
    [{ engine: 'idle' as const }, 'syncing'],
    [{ engine: 'stopped' as const, waiting: 3 }, 'stopped'],
    [{ isSignedIn: false, engine: 'stopped' as const }, 'signed-out'],
  ])('%j', (part, expected) => {
    expect(syncStateOf({ ...well, ...part })).toBe(expected);
  });
});
