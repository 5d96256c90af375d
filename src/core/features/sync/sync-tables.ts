import { createHash } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { HelloResponse } from '#shared/protocol/hello.ts';
import { digestLine, type FeedResponse } from '#shared/protocol/pull-feed.ts';
import type { PushResponse } from '#shared/protocol/push-commands.ts';
import { sql } from '../../db/sql.ts';
import { inTransaction } from '../../db/transaction.ts';
import { checkFeedNumbers } from '../../sync/check-feed.ts';
import type { ActProof, Cursor, DeviceFacts, LoadedCase, LogTrust, SyncDisk } from '../../sync/ports.ts';
import type { CaseChanges } from '../case-file/case-changes.ts';
import type { BaseCase } from '../case-file/case-store.ts';
import { catchUpJournal, rewriteJournal } from '../outbox/journal-upkeep.ts';
import {
  deleteProofs,
  forgetTrust,
  keepEvidence,
  pinLogIdentity,
  readLogIdentity,
  readLogTrust,
  trustHead,
  writeProofs,
} from '../outbox/proof-store.ts';
import { rebasePending } from '../outbox/rebase-pending.ts';
import {
  type Act,
  casesOfActs,
  casesWithOverlay,
  isInVersion,
  noteFailedTry,
  offerAgain,
  waitingEnvelopes,
  writeResult,
} from '../outbox/store.ts';
import { leaveOrders, makeOrders } from '../queue/store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import {
  addCursor,
  confirmAll,
  confirmedNow,
  deleteCursor,
  endLoad,
  moveLoad,
  movePosition,
  readCursors,
  restartLoad,
  startLoad,
} from './cursor-store.ts';
import { readScope, type ScopeHere, writeCasesLimit } from './scope-limit.ts';
import { CaseTaker, idsConcerned } from './take-cases.ts';

/** The store behind sync's disk port: each method one transaction over cases, outbox and position together. */
export class SyncTables implements SyncDisk {
  readonly #workspace: Workspace;
  /** Told of cases that changed; null: too many to name. */
  readonly #onChanged: (cases: readonly CaseId[] | null) => void;
  readonly #onLeft: () => void;

  /** `onLeft`: cases have left the device, and with them perhaps the last need of some documents. */
  constructor(
    workspace: Workspace,
    onChanged: (cases: readonly CaseId[] | null) => void,
    onLeft: () => void = () => undefined,
  ) {
    this.#workspace = workspace;
    this.#onChanged = onChanged;
    this.#onLeft = onLeft;
  }

  facts(): DeviceFacts {
    const { db, device } = this.#workspace;
    const found = db.get<Omit<DeviceFacts, 'lastAnswered'> & { readonly lastAnswered: number | null }>(
      sql`select last_n as lastMade, central_epoch as centralEpoch, durable_through as durableThrough,
        (select max(n) from outbox where result is not null) as lastAnswered from device`,
    );
    return {
      clientId: device.clientId,
      publicKey: device.publicKey,
      lastMade: found?.lastMade ?? 0,
      lastAnswered: found?.lastAnswered ?? 0,
      durableThrough: found?.durableThrough ?? 0,
      centralEpoch: found?.centralEpoch ?? null,
    };
  }

  takeHello({ partitions, people, centralEpoch, log, actor, now, limits, durableThrough }: HelloResponse): void {
    const { db } = this.#workspace;
    const isSafer = durableThrough > this.facts().durableThrough;
    const isFirstContact = readLogIdentity(db) === null;
    this.#write((changes) => {
      this.#workspace.people.replaceAll(db, people);
      this.#workspace.people.rememberAuthor(db, actor);
      db.run(sql`update device set central_epoch = ${centralEpoch}, durable_through = ${durableThrough}`);
      pinLogIdentity(db, log);
      writeCasesLimit(db, limits.cases);
      const taker = new CaseTaker(this.#workspace, changes);
      for (const { partition } of readCursors(db)) {
        if (partitions.includes(partition)) continue;
        for (const caseId of this.#casesIn(partition)) taker.leave(partition, caseId, 'access-changed', now);
        deleteCursor(db, partition);
      }
      for (const partition of partitions) addCursor(db, partition);
    });
    // The key of the log is pinned in the journal too, for a store that has to be made anew from it.
    if (isFirstContact) rewriteJournal(this.#workspace);
    else if (isSafer) catchUpJournal(this.#workspace);
  }

  waiting(limit: number): readonly CommandEnvelope[] {
    return waitingEnvelopes(this.#workspace.db, limit);
  }

  waitingInJournal(): Promise<void> {
    return this.#workspace.journal.settled;
  }

  logTrust(): LogTrust {
    return readLogTrust(this.#workspace.db);
  }

  keepEvidence(heads: Parameters<SyncDisk['keepEvidence']>[0]): void {
    keepEvidence(this.#workspace.db, heads, this.#workspace.clock.now());
  }

  takeResults({ results, durableThrough }: PushResponse, proofs: readonly ActProof[]): void {
    const { book, db } = this.#workspace;
    const touched = new Set<CaseId>();
    const fallen = results.filter(({ outcome }) => outcome !== 'accepted').map(({ n }) => n);
    book.write((changes) => {
      // An act that central has not taken leaves the view at once, and what was decided on top of it is decided anew.
      const shown = book.shownNow(casesOfActs(db, fallen));
      for (const result of results) {
        const caseId = writeResult(db, result);
        if (caseId !== null) touched.add(caseId);
      }
      writeProofs(db, proofs);
      db.run(sql`update device set durable_through = ${durableThrough}`);
      const isConfirmed = confirmedNow(db);
      const settles = (act: Act, { partition, caseId, state }: BaseCase): boolean =>
        isConfirmed(partition, caseId) && isInVersion(act, state.version);
      book.refresh(changes, [...shown.keys()], { shown, settles, isMoved: true });
      book.refresh(
        changes,
        [...touched].filter((caseId) => !shown.has(caseId)),
        { settles },
      );
    });
    catchUpJournal(this.#workspace);
    this.#onChanged([...touched]);
  }

  takeDurable(through: number): void {
    const { db } = this.#workspace;
    const moved = db.run(
      sql`update device set durable_through = ${through} where durable_through < ${through} and last_n >= ${through}`,
    );
    if (moved.changes === 0) return;
    catchUpJournal(this.#workspace);
    // The ledger says of each answer whether it is safe.
    this.#onChanged([]);
  }

  startOver(centralEpoch: string): void {
    const { book, db } = this.#workspace;
    book.write((changes) => {
      const shown = book.shownNow(casesWithOverlay(db));
      offerAgain(db);
      deleteProofs(db);
      forgetTrust(db);
      db.run(sql`update device set central_epoch = ${centralEpoch}, durable_through = 0`);
      for (const { partition } of readCursors(db)) restartLoad(db, partition);
      rebasePending(this.#workspace, changes, shown);
    });
    this.#onChanged(null);
  }

  cursors(): readonly Cursor[] {
    return readCursors(this.#workspace.db);
  }

  beginLoad(partition: string, at: number, expected: number): void {
    const { db } = this.#workspace;
    inTransaction(db, () => {
      leaveOrders(db);
      startLoad(db, partition, at, expected);
    });
  }

  takeLoad(partition: string, cases: readonly LoadedCase[]): void {
    const { db, clock } = this.#workspace;
    const last = cases.at(-1)?.state.id;
    if (last === undefined) return;
    this.#write((changes) => {
      const taker = new CaseTaker(this.#workspace, changes);
      const from = this.#cursorOf(partition)?.loadCursor ?? '';
      const given = new Set(cases.map((each) => each.state.id));
      for (const caseId of this.#casesIn(partition, from, last)) {
        if (!given.has(caseId)) taker.leave(partition, caseId, 'access-changed', clock.now());
      }
      const concerned = idsConcerned(db, this.#workspace.actor.officerId, from, last);
      const isPlain = given.size === cases.length;
      const isNew = (each: LoadedCase): boolean => isPlain && !concerned.has(each.state.id);
      taker.takeNew(partition, cases.filter(isNew));
      for (const each of cases) if (!isNew(each)) taker.take(partition, each, false);
      moveLoad(db, partition, last);
    });
    this.#onChanged(null);
  }

  endLoad(partition: string): void {
    const { db, clock } = this.#workspace;
    this.#write((changes) => {
      const taker = new CaseTaker(this.#workspace, changes);
      const from = this.#cursorOf(partition)?.loadCursor ?? '';
      for (const caseId of this.#casesIn(partition, from)) {
        taker.leave(partition, caseId, 'access-changed', clock.now());
      }
      makeOrders(db);
      endLoad(db, partition, clock.now());
    });
    this.#onChanged(null);
  }

  reload(partition: string): void {
    restartLoad(this.#workspace.db, partition);
  }

  takeFeed(response: FeedResponse): void {
    const { clock, db } = this.#workspace;
    const { partition, rows, to, now } = response;
    const position = this.#cursorOf(partition)?.position;
    if (position === undefined) throw new AppError('feed-broken', { unknownPartition: true });
    checkFeedNumbers(response, position);
    const changed = this.#trusting(response, (changes) => {
      new CaseTaker(this.#workspace, changes).takeRows(partition, rows, now);
      if (rows.some((row) => row.kind === 'state' && row.entered)) this.#checkScope();
      movePosition(db, partition, to, clock.now());
      return changes.touched;
    });
    if (changed.length > 0) this.#onChanged(changed.length > 100 ? null : changed);
  }

  confirm(): void {
    confirmAll(this.#workspace.db, this.#workspace.clock.now());
  }

  digest(partition: string): string {
    const hash = createHash('sha256');
    let isFirst = true;
    const lines = this.#workspace.db.all<{ id: string; version: number; sight: string }>(
      sql`select case_id as id, version, sight from case_here where partition = ${partition} order by case_id`,
    );
    for (const { id, version, sight } of lines) {
      hash.update(`${isFirst ? '' : '\n'}${digestLine(id, version, sight)}`);
      isFirst = false;
    }
    return hash.digest('hex');
  }

  casesHere(partition: string, through = '~'): number {
    const { db } = this.#workspace;
    const counted = sql`select count(*) from case_here where partition = ${partition} and case_id <= ${through}`;
    return db.value<number>(counted) ?? 0;
  }

  scope(): ScopeHere {
    return readScope(this.#workspace.db);
  }

  noteFailedTry(through: number, code: ErrorCode): void {
    const { db, clock } = this.#workspace;
    noteFailedTry(db, through, code, clock.now());
  }

  outboxIsEmpty(): boolean {
    return waitingEnvelopes(this.#workspace.db, 1).length === 0;
  }

  /** The head of the log that came along has been verified, whatever becomes of the rows: it is kept either way. */
  #trusting<Value>({ log }: FeedResponse, work: (changes: CaseChanges) => Value): Value {
    const trust = (): void => {
      if (log !== null) trustHead(this.#workspace.db, log.head);
    };
    try {
      return this.#write((changes) => {
        trust();
        return work(changes);
      });
    } catch (thrown) {
      if (thrown instanceof AppError && (thrown.code === 'feed-broken' || thrown.code === 'scope-too-large')) trust();
      throw thrown;
    }
  }

  #checkScope(): void {
    const { here, limit } = this.scope();
    if (here > limit) throw new AppError('scope-too-large', { offered: here, limit });
  }

  #write<Value>(work: (changes: CaseChanges) => Value): Value {
    let hasLeft = false;
    const value = this.#workspace.book.write((changes) => {
      const worked = work(changes);
      hasLeft = changes.dropped.length > 0;
      return worked;
    });
    if (hasLeft) this.#onLeft();
    return value;
  }

  #cursorOf(partition: string): Cursor | undefined {
    return this.cursors().find((each) => each.partition === partition);
  }

  /** Ids after `from` up to and including `to`, in order. */
  #casesIn(partition: string, from = '', to = '~'): readonly CaseId[] {
    return this.#workspace.db.column<CaseId>(
      sql`select case_id from case_here where partition = ${partition} and case_id > ${from} and case_id <= ${to}
        order by case_id`,
    );
  }
}
