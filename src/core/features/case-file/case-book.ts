import { invariant } from '#shared/errors/result.ts';
import type { Actor } from '#shared/model/actor.ts';
import { apply } from '#shared/model/apply.ts';
import { type CaseState, principalName } from '#shared/model/case-state.ts';
import { lookingTypes } from '#shared/model/conflict.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import type { WriteDb } from '../../db/connection.ts';
import { inTransaction } from '../../db/transaction.ts';
import { wordsVersion } from '../../search/case-words.ts';
import { WordIndex } from '../../search/word-index.ts';
import { type Act, overlayActs, overlaysOf, rewriteOverlay, settleActs } from '../outbox/store.ts';
import type { QueueIndex } from '../queue/queue-index.ts';
import { toQueueRecord } from '../queue/queue-record.ts';
import type { LocalMark } from '../queue/row-codes.ts';
import { insertQueueRecords, writeQueueRecord } from '../queue/store.ts';
import { CaseChanges } from './case-changes.ts';
import type { CaseOnDevice } from './case-on-device.ts';
import { type CaseStanding, readStandings } from './case-standing.ts';
import { type BaseCase, idOfRow, readBase, readBases, readHistory, rowOfCase } from './case-store.ts';
import type { Presence } from './document-store.ts';
import { type Authors, isSameRebased, rebase } from './rebase.ts';
import { ViewCache } from './view-cache.ts';

/** Acts that only say "I looked" do not make a case provisional. */
const quietActs: ReadonlySet<Act['type']> = new Set<Act['type']>(lookingTypes);

/** Would be refused as things are, and its author has not answered that. */
function isForeseen({ predicted, acknowledged, type }: Act): boolean {
  return predicted !== null && !acknowledged && !quietActs.has(type);
}

/** Events by others that are no news: they change nothing that a person would want to see. */
const quietEvents: ReadonlySet<CaseEvent['type']> = new Set<CaseEvent['type']>(['case-opened', 'document-read']);

export function countNews(events: readonly CaseEvent[], after: number, who: Actor): number {
  return events.filter((event) => event.seq > after && event.by !== who.officerId && !quietEvents.has(event.type))
    .length;
}

/** How many events by others a line shows. */
type CountNews = (standing: CaseStanding) => number;

/** As many as before. */
export const newsAsBefore: CountNews = ({ news }) => news;

/** What has become of a case that is on the device. */
export interface RenewedCase {
  readonly base: BaseCase;
  /** The state of central before; null where the case is new here. */
  readonly before: CaseState | null;
  /** How the case was shown before, where something has been done to its acts already. */
  readonly shown?: CaseState | undefined;
  readonly news: CountNews;
  /** Acts that central's state has by now; none where it is left out. */
  readonly settles?: ((act: Act) => boolean) | undefined;
  /** The state of central is another one, or who may do what is: acts on top of it are decided anew. */
  readonly isMoved: boolean;
}

interface RefreshWish {
  /** Acts have been changed already: how the cases that had any were shown before. */
  readonly shown?: ReadonlyMap<CaseId, CaseState>;
  readonly isMoved?: boolean;
  readonly settles?: (act: Act, base: BaseCase) => boolean;
}

/** A case with its acts on top. */
interface PlacedCase {
  readonly view: CaseOnDevice;
  /** As it was shown before: what its words were made from. Null where the case is new here. */
  readonly before: CaseState | null;
  readonly news: CountNews;
}

export interface CaseBookParts {
  readonly db: WriteDb;
  readonly index: QueueIndex;
  readonly authors: Authors;
  /** The person at the device. */
  readonly who: () => Actor;
}

function withActs(state: CaseState, acts: readonly Act[]): CaseState {
  return acts.flatMap((act) => act.events).reduce(apply, state);
}

function composed(base: BaseCase, overlay: readonly Act[]): CaseOnDevice {
  return { base, overlay, state: withActs(base.state, overlay) };
}

/** A case that has just come, with how many of its documents are here already. */
export interface NewOnDevice {
  readonly base: BaseCase;
  readonly documents: Presence;
}

type MarkingFacts = Pick<CaseStanding, 'documents' | 'present' | 'seen' | 'turnedDown'>;

function marksOf({ base, overlay }: CaseOnDevice, facts: MarkingFacts): LocalMark[] {
  const { documents: all, present, seen, turnedDown } = facts;
  const turned = turnedDown?.split(',') ?? [];
  const holds: readonly (readonly [LocalMark, boolean])[] = [
    ['provisional', overlay.some((act) => act.state === 'waiting' && !quietActs.has(act.type))],
    ['refused', turned.includes('refused') || overlay.some(isForeseen)],
    ['handed-over', turned.includes('handed-over')],
    ['new', base.baseline === 0 && seen === null],
    // A summary cannot be worked on, however many of its papers are here.
    ['ready-offline', present === all && base.sight !== 'summary'],
    ['partly-offline', present > 0 && (present < all || base.sight === 'summary')],
  ];
  return holds.flatMap(([mark, stands]) => (stands ? [mark] : []));
}

/**
 * The cases on the device. All that changes one goes through `write`: tables, queue line, word index and outbox in one
 * transaction, and after it the caches in memory.
 */
export class CaseBook {
  readonly #parts: CaseBookParts;
  readonly #views = new ViewCache<CaseOnDevice>(64);
  readonly words: WordIndex;

  constructor(parts: CaseBookParts) {
    this.#parts = parts;
    this.words = new WordIndex({ db: parts.db, stateAt: (row) => this.#stateAt(row) });
  }

  rowOf(caseId: CaseId): number | null {
    return rowOfCase(this.#parts.db, caseId);
  }

  /** Null where the case is not on the device. */
  view(caseId: CaseId): CaseOnDevice | null {
    const known = this.#views.get(caseId);
    if (known !== undefined) return known;
    const base = readBase(this.#parts.db, caseId);
    if (base === null) return null;
    const view = this.#compose(base);
    this.#views.set(caseId, view);
    return view;
  }

  /** Central's events, then those of this device that central has not confirmed. */
  history(view: CaseOnDevice): readonly CaseEvent[] {
    return [...readHistory(this.#parts.db, view.base.row), ...view.overlay.flatMap((act) => act.events)];
  }

  /** How cases are shown now: to be asked before something is done to their acts, for `refresh` behind it. */
  shownNow(ids: readonly CaseId[]): ReadonlyMap<CaseId, CaseState> {
    const { db } = this.#parts;
    const overlays = overlaysOf(db, ids);
    const bases = [...readBases(db, ids).values()];
    return new Map(bases.map(({ caseId, state }) => [caseId, withActs(state, overlays.get(caseId) ?? [])]));
  }

  /** One transaction; afterwards memory follows, or, where it failed, forgets what it may have read half way. */
  write<Value>(work: (changes: CaseChanges) => Value): Value {
    const changes = new CaseChanges();
    try {
      const value = inTransaction(this.#parts.db, () => work(changes));
      this.#follow(changes);
      return value;
    } catch (thrown) {
      for (const caseId of changes.touched) this.#views.delete(caseId);
      throw thrown;
    }
  }

  /**
   * Brings what follows from cases into line with what is in the tables now, within `write`: acts that central's state has
   * leave the view, the others are put on top of it anew, and queue lines and words are derived from that. Each question to
   * the tables is asked once for all of the cases.
   */
  renew(changes: CaseChanges, cases: readonly RenewedCase[]): void {
    if (cases.length === 0) return;
    const { db } = this.#parts;
    const overlays = overlaysOf(
      db,
      cases.map(({ base }) => base.caseId),
    );
    const settled: number[] = [];
    const placed = cases.map((renewed): PlacedCase => {
      const { base, before, news } = renewed;
      const known = overlays.get(base.caseId) ?? [];
      const left = known.filter((act) => renewed.settles?.(act) !== true);
      if (left.length < known.length) for (const act of known) if (!left.includes(act)) settled.push(act.n);
      const isOther = renewed.isMoved || left.length < known.length;
      const shown = renewed.shown ?? (before === null ? null : withActs(before, known));
      return { view: composed(base, isOther ? this.#rebase(base.state, left) : left), before: shown, news };
    });
    settleActs(db, settled);
    this.place(changes, placed);
  }

  /** `renew` for cases of which central has said nothing new; those that are not here are passed over. */
  refresh(changes: CaseChanges, ids: readonly CaseId[], { shown, isMoved = false, settles }: RefreshWish = {}): void {
    const bases = [...readBases(this.#parts.db, ids).values()];
    this.renew(
      changes,
      bases.map((base) => {
        const settlesHere = settles === undefined ? undefined : (act: Act) => settles(act, base);
        return {
          ...{ base, before: base.state, news: newsAsBefore, settles: settlesHere, isMoved },
          // A case without acts was shown as central has it; those that it has now may not fit on it before they are decided.
          shown: shown === undefined ? undefined : (shown.get(base.caseId) ?? base.state),
        };
      }),
    );
  }

  /** Derives lines and words of cases whose views are at hand. Part of `write`. */
  place(changes: CaseChanges, cases: readonly PlacedCase[]): void {
    const { db, who } = this.#parts;
    const actor = who();
    const standings = readStandings(
      db,
      actor.officerId,
      cases.map(({ view }) => view.base.row),
    );
    for (const { view, before, news } of cases) {
      const { base, state } = view;
      const standing = standings.get(base.row);
      invariant(standing !== undefined, 'a case that is placed is here');
      const local = { marks: marksOf(view, standing), news: news(standing) };
      const record = toQueueRecord(base.row, state, programFor(state.application.program), actor, local);
      writeQueueRecord(db, record);
      if (before === null || wordsVersion(before) !== wordsVersion(state)) this.words.write(base.row);
      const isRenamed =
        before === null ||
        before.application.number !== state.application.number ||
        principalName(before) !== principalName(state);
      changes.put(base.caseId, record, isRenamed, view);
    }
  }

  /**
   * The lines of cases that have just come and that nothing on this device speaks of: no act, no reading of them. What
   * `refresh` comes to then, without asking the tables again for each; words are left for later behind `wordsAfter`.
   */
  placeNew(changes: CaseChanges, cases: readonly NewOnDevice[], wordsAfter: number): void {
    const { db, who } = this.#parts;
    const actor = who();
    const records = cases.map(({ base, documents }) => {
      const { state, row, caseId } = base;
      const view: CaseOnDevice = { base, overlay: [], state };
      const { all, present } = documents;
      const marks = marksOf(view, { documents: all, present, seen: null, turnedDown: null });
      const record = toQueueRecord(row, state, programFor(state.application.program), actor, { marks, news: 0 });
      if (row <= wordsAfter) this.words.write(row);
      changes.put(caseId, record, true, view);
      return record;
    });
    insertQueueRecords(db, records);
  }

  /** The case has left the device: its words go within `write`, the rest by the deletion of its row. */
  drop(changes: CaseChanges, caseId: CaseId, row: number): void {
    this.words.drop(row);
    changes.drop(caseId, row);
  }

  /** All of memory is stale: other cases are on the device now. */
  forgetViews(): void {
    this.#views.clear();
    this.words.forget();
  }

  #stateAt(row: number): CaseState | null {
    const caseId = idOfRow(this.#parts.db, row);
    const base = caseId === null ? null : readBase(this.#parts.db, caseId);
    return base === null ? null : this.#compose(base).state;
  }

  #compose(base: BaseCase): CaseOnDevice {
    return composed(base, overlayActs(this.#parts.db, base.caseId));
  }

  /** Decides acts anew over a state of central, and keeps what that comes to where it is not what it was. */
  #rebase(state: CaseState, acts: readonly Act[]): readonly Act[] {
    if (acts.length === 0) return acts;
    const decided = rebase(state, acts, this.#parts.authors);
    return acts.map((act, index) => {
      const now = decided[index];
      if (now === undefined || isSameRebased(act, now)) return act;
      rewriteOverlay(this.#parts.db, act.n, now.events, now.predicted);
      return { ...act, events: now.events, predicted: now.predicted };
    });
  }

  #follow(changes: CaseChanges): void {
    const { index } = this.#parts;
    for (const { caseId, row } of changes.dropped) {
      index.drop(row);
      this.#views.delete(caseId);
    }
    for (const { caseId, record, isRenamed, view } of changes.written) {
      index.put(record, isRenamed);
      // A case that was not being looked at is not worth its memory.
      if (this.#views.has(caseId)) this.#views.set(caseId, view);
    }
  }
}
