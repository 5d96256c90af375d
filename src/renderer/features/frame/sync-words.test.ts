import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '#shared/contract/sync.ts';
import type { Instant } from '#shared/model/ids.ts';
import { syncTone, syncWords } from './sync-words.ts';

const at = '2026-11-23T12:04:00.000Z' as Instant;
const status = (part: Partial<SyncStatus> = {}): SyncStatus => ({
  state: 'up-to-date',
  byChoice: false,
  since: at,
  lastConfirmedAt: at,
  waiting: { acts: 0, decisions: 0, refused: 0 },
  documents: { missing: 0, missingBytes: 0, bytesPerSecond: null },
  progress: null,
  problem: null,
  details: {},
  cases: { here: 0, limit: 10_000 },
  clockSkewSeconds: null,
  retry: null,
  ...part,
});
const keys = (part: Partial<SyncStatus>): readonly string[] => syncWords(status(part)).map((word) => word.key);

describe('the sync state in words', () => {
  it('says up to date only when the core does and nothing waits', () => {
    expect(keys({})).toEqual(['upToDate']);
    expect(keys({ waiting: { acts: 1, decisions: 0, refused: 0 } })).toEqual(['behind', 'acts']);
    for (const state of ['offline', 'syncing', 'behind', 'stopped', 'signed-out'] as const) {
      expect(keys({ state })).not.toContain('upToDate');
    }
  });

  it('says since when it is offline, and how many decisions wait', () => {
    const words = syncWords(status({ state: 'offline', waiting: { acts: 5, decisions: 3, refused: 0 } }));
    expect(words).toEqual([
      { key: 'offlineSince', at },
      { key: 'decisions', count: 3 },
    ]);
  });

  it('counts a first load', () => {
    const words = syncWords(status({ state: 'syncing', progress: { done: 1200, of: 10_000 } }));
    expect(words).toEqual([{ key: 'syncingOf', done: 1200, of: 10_000 }]);
  });

  it('never hides a refusal', () => {
    expect(keys({ waiting: { acts: 0, decisions: 0, refused: 2 } })).toEqual(['upToDate', 'refused']);
  });

  it('is not known before the core has answered', () => {
    expect(syncWords(undefined)).toEqual([{ key: 'unknown' }]);
  });
});

describe('the tone beside the words', () => {
  it('is good only when there is nothing left to do', () => {
    expect(syncTone(status())).toBe('good');
    expect(syncTone(status({ waiting: { acts: 1, decisions: 0, refused: 0 } }))).toBe('waiting');
    expect(syncTone(status({ waiting: { acts: 0, decisions: 0, refused: 1 } }))).toBe('bad');
    expect(syncTone(status({ state: 'offline' }))).toBe('waiting');
    expect(syncTone(status({ state: 'stopped' }))).toBe('bad');
    expect(syncTone(undefined)).toBe('busy');
  });
});
