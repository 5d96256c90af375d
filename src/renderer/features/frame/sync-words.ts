import type { SyncStatus } from '#shared/contract/sync.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';

/** Everything that the top bar may say of how things stand with central; exactly one of them holds. */
export const syncConditions = [
  /** The core has not answered yet. */
  'unknown',
  'signedOut',
  /** The person works offline. */
  'byChoice',
  /** The network is kept away while a trip is checked. */
  'held',
  'offline',
  /** A person has to do something before anything goes. */
  'stopped',
  /** What was here was found to differ from central, and is read again. */
  'healing',
  'loading',
  'syncing',
  /** There is a line, and not every partition has been read to its end yet. */
  'neverLoaded',
  /** Acts have no answer yet. */
  'behind',
  /** It was up to date, and nothing has been heard since for too long: a dead line, or a machine that slept. */
  'stale',
  'upToDate',
] as const;
export type SyncCondition = (typeof syncConditions)[number];

/** A text of the `frame` catalogue under `sync`, with its values. */
export interface SyncWord {
  readonly key:
    | Exclude<SyncCondition, 'loading' | 'stale'>
    | 'offlineSince'
    | 'syncingOf'
    | 'behindSince'
    | 'decisions'
    | 'acts'
    | 'refused'
    | 'documentsMissing'
    | 'documentsHeld'
    | 'clockIsWrong';
  /** An instant, to be written in the language of the screen. */
  readonly at?: string;
  readonly count?: number;
  readonly done?: number;
  readonly of?: number;
  /** Why it is stopped, where there is a short word for it: `sync.why.<code>`. */
  readonly why?: StopReason;
}

export const stopReasons = [
  'token-expired',
  'token-invalid',
  'not-permitted',
  'protocol-mismatch',
  'client-forked',
  'client-revoked',
  'signature-invalid',
  'acts-missing',
  'log-key-changed',
  'log-inconsistent',
  'receipt-invalid',
  'scope-too-large',
] as const satisfies readonly ErrorCode[];
export type StopReason = (typeof stopReasons)[number];

export type SyncTone = 'good' | 'busy' | 'waiting' | 'bad';

/** After these the exchange reads again what it has, by itself. */
const healing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['feed-broken', 'gap', 'central-restored']);

/** Central gives a sign of life each 15 s, noted each 30 s, and a long poll answers within 25 s: three of them missed. */
const staleAfterMs = 90_000;

/** From here on dates of acts could be doubted (as in the exchange with central). */
const skewLimitSeconds = 300;

function conditionOf(status: SyncStatus, now: number): SyncCondition {
  const { state, byChoice, held, problem, progress, lastConfirmedAt, waiting } = status;
  switch (state) {
    case 'signed-out':
      return 'signedOut';
    case 'offline':
      return held ? 'held' : byChoice ? 'byChoice' : 'offline';
    case 'stopped':
      return 'stopped';
    case 'syncing':
      if (problem !== null && healing.has(problem)) return 'healing';
      return progress === null ? 'syncing' : 'loading';
    case 'behind':
    case 'up-to-date':
      if (lastConfirmedAt === null) return 'neverLoaded';
      if (state === 'behind' || waiting.acts > 0) return 'behind';
      return now - Date.parse(lastConfirmedAt) > staleAfterMs ? 'stale' : 'upToDate';
  }
}

/** How things stand with central at this moment. "Up to date" needs a word of central that is not older than a minute and a half. */
export function syncCondition(status: SyncStatus | undefined, now: number): SyncCondition {
  return status === undefined ? 'unknown' : conditionOf(status, now);
}

function conditionWord(condition: SyncCondition, status: SyncStatus): SyncWord {
  const { since, lastConfirmedAt, progress, problem } = status;
  switch (condition) {
    case 'loading':
      return progress === null ? { key: 'syncing' } : { key: 'syncingOf', ...progress };
    case 'offline':
      return since === null ? { key: 'offline' } : { key: 'offlineSince', at: since };
    case 'stale':
      return lastConfirmedAt === null ? { key: 'behind' } : { key: 'behindSince', at: lastConfirmedAt };
    case 'upToDate':
      return lastConfirmedAt === null ? { key: 'behind' } : { key: 'upToDate', at: lastConfirmedAt };
    case 'stopped': {
      const why = stopReasons.find((code) => code === problem);
      return why === undefined ? { key: 'stopped' } : { key: 'stopped', why };
    }
    default:
      return { key: condition };
  }
}

/** The state in words: what it is, then what waits, what was refused, what is not here, and a clock that cannot be trusted. */
export function syncWords(status: SyncStatus | undefined, now: number): readonly SyncWord[] {
  if (status === undefined) return [{ key: 'unknown' }];
  const { acts, decisions, refused } = status.waiting;
  const condition = conditionOf(status, now);
  const words: SyncWord[] = [conditionWord(condition, status)];
  if (decisions > 0) words.push({ key: 'decisions', count: decisions });
  else if (acts > 0) words.push({ key: 'acts', count: acts });
  if (refused > 0) words.push({ key: 'refused', count: refused });
  const { missing, paused } = status.documents;
  if (missing > 0 && isAtRest(condition))
    words.push({ key: paused ? 'documentsHeld' : 'documentsMissing', count: missing });
  if (Math.abs(status.clockSkewSeconds ?? 0) > skewLimitSeconds) words.push({ key: 'clockIsWrong' });
  return words;
}

/** Where it matters that papers are not here: one leaves with what is here now. */
function isAtRest(condition: SyncCondition): boolean {
  return condition === 'upToDate' || condition === 'byChoice' || condition === 'offline' || condition === 'stale';
}

/** The colour beside the words; it never says more than they do. */
export function syncTone(status: SyncStatus | undefined, now: number): SyncTone {
  if (status === undefined) return 'busy';
  const condition = conditionOf(status, now);
  const isSkewed = Math.abs(status.clockSkewSeconds ?? 0) > skewLimitSeconds;
  if (condition === 'stopped' || status.waiting.refused > 0 || isSkewed) return 'bad';
  if (condition === 'syncing' || condition === 'loading' || condition === 'healing') return 'busy';
  return condition === 'upToDate' ? 'good' : 'waiting';
}
