import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '#shared/contract/sync.ts';
import type { Instant } from '#shared/model/ids.ts';
import en from '../../i18n/en/frame.json';
import fr from '../../i18n/fr/frame.json';
import { stopReasons, syncCondition, syncTone, syncWords } from './sync-words.ts';

const at = '2026-11-23T12:04:00.000Z' as Instant;
const now = Date.parse(at) + 20_000;
const status = (part: Partial<SyncStatus> = {}): SyncStatus => ({
  state: 'up-to-date',
  byChoice: false,
  held: false,
  since: at,
  lastConfirmedAt: at,
  waiting: { acts: 0, decisions: 0, refused: 0 },
  durable: true,
  documents: { missing: 0, missingBytes: 0, bytesPerSecond: null, paused: false, owed: 0, owedBytes: 0 },
  progress: null,
  problem: null,
  details: {},
  cases: { here: 0, limit: 20_000 },
  clockSkewSeconds: null,
  retry: null,
  ...part,
});
const waiting = (acts: number, decisions = 0, refused = 0): Partial<SyncStatus> => ({
  waiting: { acts, decisions, refused },
});
const documents = { missing: 3, missingBytes: 9000, bytesPerSecond: null, paused: false, owed: 0, owedBytes: 0 };

/** Each state of the core, with what it is called, what is said, and the colour beside it. */
const table: readonly (readonly [string, Partial<SyncStatus>, string, readonly string[], string])[] = [
  ['up to date', {}, 'upToDate', ['upToDate'], 'good'],
  ['an act of a moment ago', waiting(1), 'behind', ['behind', 'acts'], 'waiting'],
  ['acts wait', { state: 'behind', ...waiting(4) }, 'behind', ['behind', 'acts'], 'waiting'],
  ['decisions wait', { state: 'behind', ...waiting(4, 2) }, 'behind', ['behind', 'decisions'], 'waiting'],
  ['refused, not read', waiting(0, 0, 2), 'upToDate', ['upToDate', 'refused'], 'bad'],
  ['never loaded', { lastConfirmedAt: null }, 'neverLoaded', ['neverLoaded'], 'waiting'],
  ['signed out', { state: 'signed-out' }, 'signedOut', ['signedOut'], 'waiting'],
  ['offline by choice', { state: 'offline', byChoice: true }, 'byChoice', ['byChoice'], 'waiting'],
  ['offline for a check', { state: 'offline', byChoice: true, held: true }, 'held', ['held'], 'waiting'],
  ['no connection', { state: 'offline' }, 'offline', ['offlineSince'], 'waiting'],
  ['no connection yet', { state: 'offline', since: null }, 'offline', ['offline'], 'waiting'],
  ['syncing', { state: 'syncing' }, 'syncing', ['syncing'], 'busy'],
  ['loading', { state: 'syncing', progress: { done: 12, of: 100 } }, 'loading', ['syncingOf'], 'busy'],
  ['healing', { state: 'syncing', problem: 'feed-broken' }, 'healing', ['healing'], 'busy'],
  ['stopped', { state: 'stopped', problem: 'client-revoked' }, 'stopped', ['stopped'], 'bad'],
  ['documents missing', { documents }, 'upToDate', ['upToDate', 'documentsMissing'], 'good'],
  ['documents missing while syncing', { state: 'syncing', documents }, 'syncing', ['syncing'], 'busy'],
  [
    'documents paused',
    { documents: { ...documents, paused: true } },
    'upToDate',
    ['upToDate', 'documentsHeld'],
    'good',
  ],
  ['clock wrong', { clockSkewSeconds: -4000 }, 'upToDate', ['upToDate', 'clockIsWrong'], 'bad'],
  ['clock nearly right', { clockSkewSeconds: 299 }, 'upToDate', ['upToDate'], 'good'],
];

describe('the sync state in words', () => {
  it.each(table)('%s', (_name, part, condition, words, tone) => {
    const given = status(part);
    expect(syncCondition(given, now)).toBe(condition);
    expect(syncWords(given, now).map((word) => word.key)).toEqual(words);
    expect(syncTone(given, now)).toBe(tone);
  });

  it('is not known before the core has answered', () => {
    expect(syncWords(undefined, now)).toEqual([{ key: 'unknown' }]);
    expect(syncCondition(undefined, now)).toBe('unknown');
    expect(syncTone(undefined, now)).toBe('busy');
  });

  it('says up to date in one state of the core only, and good only with it', () => {
    for (const state of ['offline', 'syncing', 'behind', 'stopped', 'signed-out'] as const) {
      expect(syncWords(status({ state }), now).map((word) => word.key)).not.toContain('upToDate');
      expect(syncTone(status({ state }), now)).not.toBe('good');
    }
  });

  it('does not believe an "up to date" that nothing has been heard after: a dead line, a machine that slept', () => {
    const hourLater = now + 3_600_000;
    expect(syncCondition(status(), hourLater)).toBe('stale');
    expect(syncWords(status(), hourLater)).toEqual([{ key: 'behindSince', at }]);
    expect(syncTone(status(), hourLater)).toBe('waiting');
  });

  it('gives the values that the words need', () => {
    expect(syncWords(status({ state: 'offline', ...waiting(5, 3) }), now)).toEqual([
      { key: 'offlineSince', at },
      { key: 'decisions', count: 3 },
    ]);
    expect(syncWords(status({ state: 'syncing', progress: { done: 1200, of: 10_000 } }), now)).toEqual([
      { key: 'syncingOf', done: 1200, of: 10_000 },
    ]);
    expect(syncWords(status({ state: 'stopped', problem: 'token-expired' }), now)).toEqual([
      { key: 'stopped', why: 'token-expired' },
    ]);
    expect(syncWords(status({ state: 'stopped', problem: 'internal' }), now)).toEqual([{ key: 'stopped' }]);
  });

  it('has a short word for each reason to stop, in both languages', () => {
    for (const catalogue of [en, fr]) {
      expect(Object.keys(catalogue.sync.why).toSorted()).toEqual([...stopReasons].toSorted());
    }
  });
});
