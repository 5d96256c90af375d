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
import { type Act, overlayActs, rewriteOverlay, unreadRefusals } from '../outbox/store.ts';
import type { QueueIndex } from '../queue/queue-index.ts';
import { toQueueRecord } from '../queue/queue-record.ts';
import type { LocalMark } from '../queue/row-codes.ts';
import { insertQueueRecords, readNews, writeQueueRecord } from '../queue/store.ts';
import { CaseChanges } from './case-changes.ts';
import type { CaseOnDevice } from './case-on-device.ts';
import { type BaseCase, idOfRow, readBase, readHistory, rowOfCase, seenThrough } from './case-store.ts';
import { countPresent, type Presence } from './document-store.ts';
import { type Authors, rebase } from './rebase.ts';
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
type News = number | 'as-it-was';

export interface CaseBookParts {
  readonly db: WriteDb;
  readonly index: QueueIndex;
  readonly authors: Authors;
  /** The person at the device. */
  readonly who: () => Actor;
}

/** What of this device a line shows beside the case. */
interface OnThisDevice {
  readonly refused: readonly Act[];
  readonly documents: Presence;
  readonly isUnseen: boolean;
}

/** A case that has just come, with how many of its documents are here already. */
export interface NewOnDevice {
  readonly base: BaseCase;
  readonly documents: Presence;
}

function marksOf({ base, overlay }: CaseOnDevice, { refused, documents, isUnseen }: OnThisDevice): LocalMark[] {
  const { all, present } = documents;
  const holds: readonly (readonly [LocalMark, boolean])[] = [
    ['provisional', overlay.some((act) => act.state === 'waiting' && !quietActs.has(act.type))],
    ['refused', refused.some((act) => act.state === 'refused') || overlay.some(isForeseen)],
    ['handed-over', refused.some((act) => act.state === 'handed-over')],
    ['new', isUnseen],
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

  /** Puts the acts of this device on top of a new state of central. Call `refresh` after it. */
  rebase(caseId: CaseId, base: CaseState): void {
    const acts = overlayActs(this.#parts.db, caseId);
    if (acts.length === 0) return;
    const before = new Map(acts.map((act) => [act.n, act]));
    for (const { n, events, predicted } of rebase(base, acts, this.#parts.authors)) {
      const act = before.get(n);
      if (act?.events.length === 0 && events.length === 0 && act.predicted?.code === predicted?.code) continue;
      rewriteOverlay(this.#parts.db, n, events, predicted);
    }
  }

  /** A case as it is shown, with the acts of this device: what its line and words were made from. */
  stateOn(base: BaseCase): CaseState {
    return this.#compose(base).state;
  }

  /**
   * Derives a case's queue line and words anew from what is in the tables now, within `write`. `before` is the state
   * that the words were made from (`stateOn` before anything was changed), null where the case is new here.
   */
  refresh(changes: CaseChanges, base: BaseCase, before: CaseState | null, news: News): void {
    const view = this.#compose(base);
    this.place(changes, view, before, news);
  }

  /** As `refresh`, with the view at hand. */
  place(changes: CaseChanges, view: CaseOnDevice, before: CaseState | null, news: News): void {
    const { db, who } = this.#parts;
    const { base, state } = view;
    const marks = this.#marks(view);
    const local = { marks, news: news === 'as-it-was' ? readNews(db, base.row) : news };
    const record = toQueueRecord(base.row, state, programFor(state.application.program), who(), local);
    writeQueueRecord(db, record);
    if (before === null || wordsVersion(before) !== wordsVersion(state)) {
      this.words.write(base.row, state, before === null);
    }
    const isRenamed =
      before === null ||
      before.application.number !== state.application.number ||
      principalName(before) !== principalName(state);
    changes.put(base.caseId, record, isRenamed, view);
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
      const marks = marksOf(view, { refused: [], documents, isUnseen: base.baseline === 0 });
      const record = toQueueRecord(row, state, programFor(state.application.program), actor, { marks, news: 0 });
      if (row <= wordsAfter) this.words.write(row, state, true);
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
    return base === null ? null : this.stateOn(base);
  }

  #compose(base: BaseCase): CaseOnDevice {
    const overlay = overlayActs(this.#parts.db, base.caseId);
    const state = overlay.flatMap((act) => act.events).reduce(apply, base.state);
    return { base, overlay, state };
  }

  #marks(view: CaseOnDevice): LocalMark[] {
    const { db, who } = this.#parts;
    const { base } = view;
    return marksOf(view, {
      refused: unreadRefusals(db, base.caseId),
      documents: countPresent(db, base.row),
      isUnseen: base.baseline === 0 && seenThrough(db, who().officerId, base.caseId) === null,
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
