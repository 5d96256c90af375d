import { AppError } from '#shared/errors/app-error.ts';
import { apply } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId, Instant, OfficerId } from '#shared/model/ids.ts';
import type { FeedRow } from '#shared/protocol/pull-feed.ts';
import type { ReadDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import type { LoadedCase } from '../../sync/ports.ts';
import { countNews } from '../case-file/case-book.ts';
import type { CaseChanges } from '../case-file/case-changes.ts';
import {
  type BaseCase,
  deleteBase,
  insertBase,
  insertBases,
  insertHistories,
  markLeft,
  nextRow,
  readBase,
  replaceHistory,
  rowOfCase,
  seenThrough,
  unmarkLeft,
  updateBase,
  writeHistory,
} from '../case-file/case-store.ts';
import { forgetWanted, writeCaseDocuments, writeNewDocuments } from '../case-file/document-store.ts';
import { settle, settleThrough } from '../outbox/store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { isConfirmed } from './cursor-store.ts';

/** Cases after `from` up to `to` that something on this device speaks of: they are here, have left, were seen, or acted on. */
export function idsConcerned(db: ReadDb, officerId: OfficerId, from: string, to: string): ReadonlySet<CaseId> {
  return new Set(
    db.column<CaseId>(
      sql`select case_id from case_here where case_id > ${from} and case_id <= ${to}
        union all select case_id from case_left where case_id > ${from} and case_id <= ${to}
        union all select case_id from case_seen
          where officer_id = ${officerId} and case_id > ${from} and case_id <= ${to}
        union all select case_id from outbox where settled = 0 and case_id > ${from} and case_id <= ${to}
        union all select case_id from outbox where state in ('refused', 'handed-over') and acknowledged = 0
          and case_id > ${from} and case_id <= ${to}`,
    ),
  );
}

/** Takes over what central says of single cases. Every function is part of the caller's `book.write`. */
export class CaseTaker {
  readonly #workspace: Workspace;
  readonly #changes: CaseChanges;

  constructor(workspace: Workspace, changes: CaseChanges) {
    this.#workspace = workspace;
    this.#changes = changes;
  }

  /** A whole case: it comes onto the device, or what is here of it is replaced. `entered`: it was not here, and is news. */
  take(partition: string, given: Omit<LoadedCase, 'kind'>, entered: boolean): void {
    const { db, book } = this.#workspace;
    const { state, sight, history } = given;
    const known = readBase(db, state.id);
    if (known !== null && this.#isOvertaken(partition, state, known)) return;
    const before = known === null ? null : book.stateOn(known);
    const baseline = known?.baseline ?? (entered ? 0 : state.version);
    const next = { partition, sight, baseline, state };
    const row = known?.row ?? insertBase(db, next);
    if (known !== null) updateBase(db, row, next);
    if (known === null) writeHistory(db, row, history);
    else replaceHistory(db, row, history);
    writeCaseDocuments(db, row, state, known === null);
    unmarkLeft(db, state.id);
    this.#settleOwn(state, history);
    book.rebase(state.id, state);
    const seen = Math.max(baseline, seenThrough(db, this.#workspace.actor.officerId, state.id) ?? 0);
    const news = countNews(history, seen, this.#workspace.actor);
    book.refresh(this.#changes, { row, caseId: state.id, ...next }, before, news);
  }

  /** As `take` for cases of a first load, where `idsConcerned` has said that nothing here speaks of them. */
  takeNew(partition: string, given: readonly LoadedCase[]): void {
    if (given.length === 0) return;
    const { db, book } = this.#workspace;
    const wordsAfter = book.words.postpone();
    const first = nextRow(db);
    const bases = given.map(({ state, sight, texts, isFolded }, place) => ({
      row: first + place,
      caseId: state.id,
      ...{ partition, sight, state, isFolded, text: texts?.state },
      // Everything up to the version of a first load is known to the person.
      baseline: state.version,
    }));
    insertBases(db, bases);
    insertHistories(
      db,
      given.map(({ history, texts }, place) => ({ row: first + place, events: history, text: texts?.history })),
    );
    const placed = bases.map((base) => ({ base, documents: writeNewDocuments(db, base.row, base.state) }));
    book.placeNew(this.#changes, placed, wordsAfter);
  }

  /** Events of a case that is here in full. Those it has already are passed over; a gap is `feed-broken`. */
  follow(caseId: CaseId, given: readonly CaseEvent[]): void {
    const { db, book, actor } = this.#workspace;
    const base = readBase(db, caseId);
    if (base === null) throw new AppError('feed-broken', { unknownCase: true });
    const events = given.filter((event) => event.seq > base.state.version);
    const first = events[0];
    if (first === undefined) return;
    if (events.some((event, index) => event.seq !== base.state.version + 1 + index)) {
      throw new AppError('feed-broken', { seq: first.seq, version: base.state.version });
    }
    const shown = book.stateOn(base);
    const state = events.reduce(apply, base.state);
    const next: BaseCase = { ...base, state };
    updateBase(db, base.row, next);
    writeHistory(db, base.row, events);
    const namesOthers = state.documents !== base.state.documents || state.handedOver !== base.state.handedOver;
    if (namesOthers) writeCaseDocuments(db, base.row, state, false);
    this.#settleOwn(state, events);
    book.rebase(caseId, state);
    const seen = Math.max(base.baseline, seenThrough(db, actor.officerId, caseId) ?? 0);
    const before = db.value<number>(sql`select news from queue_row where row = ${base.row}`) ?? 0;
    book.refresh(this.#changes, next, shown, before + countNews(events, seen, actor));
  }

  /** A case leaves, unless it has moved to another partition meanwhile. What was done on it stays in the outbox. */
  leave(partition: string, caseId: CaseId, reason: string, at: Instant): void {
    const { db, book } = this.#workspace;
    const row = rowOfCase(db, caseId);
    if (row === null) return;
    const home = db.value<string>(sql`select partition from case_here where row = ${row}`);
    if (home !== partition) return;
    book.drop(this.#changes, caseId, row);
    forgetWanted(db, row);
    deleteBase(db, row);
    markLeft(db, caseId, reason, at);
  }

  takeRow(partition: string, row: FeedRow, at: Instant): void {
    switch (row.kind) {
      case 'events':
        return this.follow(row.caseId, row.events);
      case 'state':
        return this.take(partition, row, row.entered);
      case 'left':
        return this.leave(partition, row.caseId, row.reason, at);
      case 'hidden':
        return undefined;
    }
  }

  /**
   * A case that goes from one office to another is told of by both feeds, and either may be read first. What another
   * partition has already told of a later version stands; but not what stands there from before that is being read anew.
   */
  #isOvertaken(partition: string, { id, version }: CaseState, known: BaseCase): boolean {
    if (known.partition === partition || known.state.version <= version) return false;
    return isConfirmed(this.#workspace.db, known.partition, id);
  }

  /** Acts whose effect has come back stand in central's state now and leave the overlay, even where the receipt was lost. */
  #settleOwn(state: CaseState, events: readonly CaseEvent[]): void {
    const { db, device } = this.#workspace;
    for (const { command } of events) if (command?.clientId === device.clientId) settle(db, command.n);
    settleThrough(db, state.id, state.version);
  }
}
