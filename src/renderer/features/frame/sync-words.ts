import type { SyncStatus } from '#shared/contract/sync.ts';

/** A text of the `frame` catalogue under `sync`, with its values. */
export interface SyncWord {
  readonly key:
    | 'upToDate'
    | 'upToDateNever'
    | 'offline'
    | 'offlineSince'
    | 'syncing'
    | 'syncingOf'
    | 'behind'
    | 'stopped'
    | 'signedOut'
    | 'unknown'
    | 'decisions'
    | 'acts'
    | 'refused';
  /** An instant, to be written in the language of the screen. */
  readonly at?: string;
  readonly count?: number;
  readonly done?: number;
  readonly of?: number;
}

export type SyncTone = 'good' | 'busy' | 'waiting' | 'bad';

function stateWord(status: SyncStatus): SyncWord {
  switch (status.state) {
    case 'up-to-date':
      return status.lastConfirmedAt === null
        ? { key: 'upToDateNever' }
        : { key: 'upToDate', at: status.lastConfirmedAt };
    case 'offline':
      return status.since === null ? { key: 'offline' } : { key: 'offlineSince', at: status.since };
    case 'syncing':
      return status.progress === null ? { key: 'syncing' } : { key: 'syncingOf', ...status.progress };
    case 'behind':
      return { key: 'behind' };
    case 'stopped':
      return { key: 'stopped' };
    case 'signed-out':
      return { key: 'signedOut' };
  }
}

/**
 * The state in words: what it is, then what waits, then what was refused. It says "up to date" only where the core does
 * and nothing waits: what waits has no receipt yet.
 */
export function syncWords(status: SyncStatus | undefined): readonly SyncWord[] {
  if (status === undefined) return [{ key: 'unknown' }];
  const { acts, decisions, refused } = status.waiting;
  const isSure = status.state !== 'up-to-date' || acts === 0;
  const words: SyncWord[] = [isSure ? stateWord(status) : { key: 'behind' }];
  if (decisions > 0) words.push({ key: 'decisions', count: decisions });
  else if (acts > 0) words.push({ key: 'acts', count: acts });
  if (refused > 0) words.push({ key: 'refused', count: refused });
  return words;
}

/** The colour beside the words; it never says more than they do. */
export function syncTone(status: SyncStatus | undefined): SyncTone {
  if (status === undefined || status.state === 'syncing') return 'busy';
  if (status.state === 'stopped' || status.waiting.refused > 0) return 'bad';
  if (status.state === 'up-to-date' && status.waiting.acts === 0) return 'good';
  return 'waiting';
}
