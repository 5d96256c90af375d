import type { Database } from '#central/store/database.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { PushInHand } from './central-bugs.ts';
import * as central from './central-bugs.ts';
import type { MakeDisk, MakeNetwork } from './client-bugs.ts';
import * as client from './client-bugs.ts';
import type { Faults } from './faults.ts';
import * as log from './log-bugs.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A mistake that somebody could make in sync, put in by wrapping a port. The product's code knows nothing of it. */
export interface Bug {
  readonly name: string;
  readonly what: string;
  /** What has to happen in a run for it to matter at all. */
  readonly needs?: Partial<Faults>;
  readonly database?: (real: Database, inHand: PushInHand, random: SeededRandom) => Database;
  readonly disk?: MakeDisk;
  readonly network?: MakeNetwork;
  readonly readerOf?: (who: Actor) => Actor;
}

/** Acts that rest on what others have changed meanwhile. */
const away: Partial<Faults> = { offlineSpells: 3 };

export const bugs: readonly Bug[] = [
  {
    name: 'no-dedup',
    what: 'central takes a repeated act as a new one',
    needs: { lose: 0.2, duplicate: 0.2 },
    database: central.noDedup,
  },
  { name: 'ack-before-commit', what: 'central answers, then loses the transaction', database: central.ackBeforeCommit },
  {
    name: 'stale-epoch-accepted',
    what: 'central applies acts over an assignment that has moved on',
    needs: away,
    database: central.staleEpochAccepted,
  },
  {
    name: 'basis-ignored',
    what: 'central does not compare the record version that was seen',
    needs: away,
    database: central.basisIgnored,
  },
  {
    name: 'handed-over-lost',
    what: 'central answers that an act is kept for the new officer, and does not keep it',
    needs: away,
    database: central.handedOverLost,
  },
  {
    name: 'handed-over-applied',
    what: 'central applies what should only lie on the case as a draft',
    needs: away,
    database: central.handedOverApplied,
  },
  {
    name: 'prevhash-unchecked',
    what: 'central does not notice a device whose store was copied',
    needs: { clones: 2, restores: 0, revocations: 0 },
    database: central.prevHashUnchecked,
  },
  {
    name: 'revoked-accepted',
    what: 'central serves a revoked device',
    needs: { revocations: 1, restores: 0 },
    database: central.revokedAccepted,
  },
  {
    name: 'scope-ignored',
    what: 'central tells an officer what only a supervisor may see',
    readerOf: (who) => ({ ...who, roles: [...who.roles, 'supervisor'] }),
  },
  {
    name: 'cursor-over-sequence',
    what: 'the feed passes over a row that was committed late',
    network: client.cursorOverSequence,
  },
  { name: 'duplicate-apply', what: 'the device applies events twice', network: client.duplicateApply },
  { name: 'eviction-forgotten', what: 'cases that have left stay on the device', network: client.evictionForgotten },
  {
    name: 'digest-ignored',
    what: 'a row is missed and the digest is not looked at',
    network: client.digestIgnoredNetwork,
    disk: client.digestIgnored,
  },
  { name: 'outbox-dropped-at-ack', what: 'an act leaves the outbox at its answer', disk: client.outboxDroppedAtAck },
  {
    name: 'rebase-drops-pending',
    what: 'pending acts fall out of the view when the case changes',
    needs: { slow: 0.5 },
    disk: client.rebaseDropsPending,
  },
  {
    name: 'feed-applied-without-cursor',
    what: 'cases are written and the position is not',
    disk: client.feedAppliedWithoutCursor,
  },
  { name: 'cursor-without-feed', what: 'the position is written and cases are not', disk: client.cursorWithoutFeed },
  { name: 'lost-refusal', what: 'a refusal is taken for a yes', disk: client.lostRefusal },
  {
    name: 'not-offered-again',
    what: 'acts that a restored central has lost are not offered again',
    needs: { restores: 2, revocations: 0 },
    disk: client.notOfferedAgain,
  },
  {
    name: 'answers-of-other-epoch',
    what: 'answers of the central before a restore are kept as if they were the present one’s',
    needs: { restores: 2, clones: 2, revocations: 0, lostDatabases: 0 },
    disk: client.answersOfOtherEpoch,
    network: client.answersOfOtherEpochNetwork,
  },
  {
    name: 'numbers-alone',
    what: 'central compares numbers of versions and not the acts that made them',
    needs: { restores: 4, offlineSpells: 6 },
    database: central.numbersAlone,
  },
  {
    name: 'evicted-by-other-office',
    what: 'a case that came to another office is taken away by the feed of the one that it left',
    disk: client.evictedByOtherOffice,
  },
  {
    name: 'claims-up-to-date',
    what: 'the device says that it is up to date at the end of a page',
    network: client.claimsUpToDate,
  },
  {
    name: 'log-forks',
    what: 'central shows some of the devices another log, properly signed',
    network: log.logForks,
  },
  {
    name: 'receipt-of-other-act',
    what: 'central answers an act with what it answered another',
    network: log.receiptOfOtherAct,
  },
  { name: 'proof-dropped', what: 'an answer is taken for good without its proof', disk: log.proofDropped },
  {
    name: 'watermark-ahead',
    what: 'central vouches for acts that a power cut would take',
    needs: { powerCuts: 2, restores: 0, revocations: 0 },
    network: client.watermarkAhead,
  },
  { name: 'number-reused', what: 'a number is used for two acts', disk: client.numberReused },
];

/** The bug of that name. */
export function bugNamed(name: string): Bug {
  const found = bugs.find((bug) => bug.name === name);
  if (found === undefined) throw new Error(`there is no bug ${name}; --list-bugs names them`);
  return found;
}
