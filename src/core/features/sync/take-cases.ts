import { AppError } from '#shared/errors/app-error.ts';
import { apply, applyAll } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId, Instant, OfficerId } from '#shared/model/ids.ts';
import type { FeedRow } from '#shared/protocol/pull-feed.ts';
import type { ReadDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import type { LoadedCase } from '../../sync/ports.ts';
import { countNews, type RenewedCase } from '../case-file/case-book.ts';
import type { CaseChanges } from '../case-file/case-changes.ts';
import type { CaseStanding } from '../case-file/case-standing.ts';
import {
  type BaseCase,
  deleteBase,
  insertBase,
  insertBases,
  insertHistories,
  markLeft,
  moveBases,
  nextRow,
  readBase,
  readBases,
  replaceHistory,
  rowOfCase,
  unmarkLeft,
  updateBase,
  writeHistory,
} from '../case-file/case-store.ts';
import { forgetWanted, writeCaseDocuments, writeNewDocuments } from '../case-file/document-store.ts';
import { type Act, isInVersion } from '../outbox/store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { confirmedNow } from './cursor-store.ts';

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
    const { db, book, actor } = this.#workspace;
    const { state, sight, history, isFolded = false } = given;
    const known = readBase(db, state.id);
    if (known !== null && this.#isOvertaken(partition, state, known)) return;
    const baseline = known?.baseline ?? (entered ? 0 : state.version);
    const next = { partition, sight, baseline, state, isFolded };
    const row = known?.row ?? insertBase(db, next);
    if (known !== null) updateBase(db, row, next);
    if (known === null) writeHistory(db, row, history);
    else replaceHistory(db, row, history);
    writeCaseDocuments(db, row, state, known === null);
    unmarkLeft(db, state.id);
    const base = { row, caseId: state.id, ...next };
    const news = ({ seen }: CaseStanding): number => countNews(history, Math.max(baseline, seen ?? 0), actor);
    book.renew(this.#changes, [
      { base, before: known?.state ?? null, news, settles: this.#settledBy(state, history), isMoved: true },
    ]);
  }

  /** As `take` for cases of a first load, where `idsConcerned` has said that nothing here speaks of them. */
  takeNew(partition: string, given: readonly LoadedCase[]): void {
    if (given.length === 0) return;
    const { db, book } = this.#workspace;
    const wordsAfter = book.words.postpone();
    const first = nextRow(db);
    const bases = given.map(({ state, sight, texts, isFolded = false }, place) => ({
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

  /**
   * Events of cases that are here in full, those of a case in their order. Those it has already are passed over; a gap is
   * `feed-broken`.
   */
  follow(rows: readonly CaseEvents[]): void {
    const { db, book } = this.#workspace;
    const given = new Map<CaseId, CaseEvent[]>();
    for (const { caseId, events } of rows) given.set(caseId, [...(given.get(caseId) ?? []), ...events]);
    const bases = readBases(db, [...given.keys()]);
    const followed = [...given].flatMap(([caseId, events]) => this.#followed(bases.get(caseId), events) ?? []);
    moveBases(
      db,
      followed.map(({ base }) => base),
    );
    insertHistories(
      db,
      followed.map(({ base, events }) => ({ row: base.row, events })),
    );
    for (const { base, before } of followed) {
      const { documents, handedOver } = base.state;
      const namesOthers = documents !== before.documents || handedOver !== before.handedOver;
      if (namesOthers) writeCaseDocuments(db, base.row, base.state, false);
    }
    book.renew(this.#changes, followed);
  }

  /** Null where the case has these events already. */
  #followed(held: BaseCase | undefined, given: readonly CaseEvent[]): FollowedCase | null {
    if (held === undefined) throw new AppError('feed-broken', { unknownCase: true });
    const events: CaseEvent[] = [];
    for (const event of given) {
      const next = held.state.version + events.length + 1;
      if (event.seq > next) throw new AppError('feed-broken', { seq: event.seq, version: next - 1 });
      if (event.seq === next) events.push(event);
    }
    if (events.length === 0) return null;
    const state = events.reduce(apply, held.state);
    const { actor } = this.#workspace;
    return {
      base: { ...held, state },
      before: held.state,
      events,
      news: ({ news, seen }) => news + countNews(events, Math.max(held.baseline, seen ?? 0), actor),
      settles: this.#settledBy(state, events),
      isMoved: true,
    };
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

  /** Rows of the feed in their order; events of cases that follow each other are taken together. */
  takeRows(partition: string, rows: readonly FeedRow[], at: Instant): void {
    let run: CaseEvents[] = [];
    const endRun = (): void => {
      if (run.length > 0) this.follow(run);
      run = [];
    };
    for (const row of rows) {
      if (row.kind === 'hidden') continue;
      if (row.kind === 'events') run.push(row);
      else {
        endRun();
        if (row.kind === 'state') this.take(partition, asHeld(row), row.entered);
        else this.leave(partition, row.caseId, row.reason, at);
      }
    }
    endRun();
  }

  /**
   * A case that goes from one office to another is told of by both feeds, and either may be read first. What another
   * partition has already told of a later version stands; but not what stands there from before that is being read anew.
   */
  #isOvertaken(partition: string, { id, version }: CaseState, known: BaseCase): boolean {
    if (known.partition === partition || known.state.version <= version) return false;
    return confirmedNow(this.#workspace.db)(known.partition, id);
  }

  /** Acts whose effect has come back stand in central's state now and leave the view, even where the receipt was lost. */
  #settledBy(state: CaseState, events: readonly CaseEvent[]): (act: Act) => boolean {
    const { clientId } = this.#workspace.device;
    const own = new Set(events.flatMap(({ command }) => (command?.clientId === clientId ? [command.n] : [])));
    return (act) => own.has(act.n) || isInVersion(act, state.version);
  }
}

type CaseEvents = Pick<Extract<FeedRow, { kind: 'events' }>, 'caseId' | 'events'>;

interface FollowedCase extends RenewedCase {
  readonly before: CaseState;
  readonly events: readonly CaseEvent[];
}

/** What is held in full is kept as its history, and its state is what that comes to; central need not be believed about it. */
function asHeld(row: Extract<FeedRow, { kind: 'state' }>): Omit<LoadedCase, 'kind'> {
  const { caseId, sight, state, history } = row;
  if (sight !== 'full') return { sight, state, history };
  try {
    return { sight, state: applyAll(caseId, null, history), history, isFolded: true };
  } catch {
    throw new AppError('feed-broken', { malformed: true });
  }
}
