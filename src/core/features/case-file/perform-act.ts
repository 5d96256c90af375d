import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';
import { actSummary } from '#shared/model/act-summary.ts';
import { apply } from '#shared/model/apply.ts';
import { basisOn } from '#shared/model/basis.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Command } from '#shared/model/command.ts';
import { decide } from '#shared/model/decide.ts';
import type { EventBody } from '#shared/model/event.ts';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { fieldsOnCase } from '#shared/model/record-fields.ts';
import type { WriteDb } from '../../db/connection.ts';
import { type Act, actNumberOf, insertAct } from '../outbox/store.ts';
import { readChainEnd, sealEnvelope, writeChainEnd } from '../workspace/device.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { newsAsBefore } from './case-book.ts';
import type { CaseOnDevice } from './case-on-device.ts';
import { leftReason, markSeen } from './case-store.ts';
import { placeEvents } from './rebase.ts';

/** An act as it is asked for; the basis is what the view holds. */
export type ActToDo = { readonly actId: string; readonly caseId: CaseId } & Pick<Command, 'type' | 'payload'>;

export interface ActDone {
  /** Null where the case was already so and nothing was written. */
  readonly n: number | null;
  readonly view: CaseOnDevice;
  /** False where the act had been done by an earlier call. */
  readonly isNew: boolean;
  /** Nobody is told that the act is saved before this resolves: the journal's flush ends after the database's. */
  readonly inJournal: Promise<void>;
}

/** What else is written with an act of this number, or not at all. */
export type Alongside = (db: WriteDb, n: number) => void;

/** The case, or why there is none: `case-not-on-device` where it was here once, else `case-not-found`. */
export function requireCase(workspace: Workspace, caseId: CaseId): CaseOnDevice {
  const view = workspace.book.view(caseId);
  if (view !== null) return view;
  const reason = leftReason(workspace.db, caseId);
  throw reason === null ? new AppError('case-not-found') : new AppError('case-not-on-device', { reason });
}

function decideOrRefuse(workspace: Workspace, state: CaseState, command: Command, now: Instant) {
  const decided = decide(state, command, {
    actor: workspace.actor,
    now,
    program: programFor(state.application.program),
    colleague: workspace.people.colleague,
  });
  if (!decided.ok) throw new AppError('rule-refused', { ...decided.error.details, refusal: decided.error.code });
  return decided.value;
}

interface Decided {
  readonly command: Command;
  readonly bodies: readonly EventBody[];
  readonly now: Instant;
}

/** The next act of the device's chain, as it goes into the ledger. */
function signAct(workspace: Workspace, { state }: CaseOnDevice, ask: ActToDo, decided: Decided): Act {
  const { actor, db, device } = workspace;
  const { command, bodies, now } = decided;
  const { actId, caseId, type, payload } = ask;
  const { envelope, hash } = sealEnvelope(device, readChainEnd(db), {
    caseId,
    type,
    payload,
    basis: command.basis,
    actor: actor.officerId,
    actAt: now,
  });
  const { n } = envelope;
  return {
    n,
    actId,
    caseId,
    caseNumber: state.application.number,
    actor: actor.officerId,
    type,
    summary: actSummary(command),
    actAt: now,
    envelope,
    hash,
    events: placeEvents(state, bodies, actor, { actAt: now, clientId: device.clientId, n }),
    predicted: null,
    state: 'waiting',
    settled: false,
    acknowledged: false,
    result: null,
    failedTries: null,
    seen: fieldsOnCase(state, command),
    answer: null,
  };
}

/**
 * Does an act: decided by the model over the view, signed as the next of the device's chain, and in the database (outbox,
 * queue line and words in one transaction, `synchronous=FULL`) when it returns; in the journal as well once `inJournal`
 * resolves. Repeating it with the same `actId` finds what was done. Errors: `rule-refused` (details.refusal),
 * `case-not-found`, `case-not-on-device`, `not-signed-in`, `disk-full`, `disk-failed`; after any of them nothing has been
 * done. `alongside` is part of the same transaction.
 */
export function performAct(workspace: Workspace, ask: ActToDo, alongside?: Alongside): ActDone {
  const { book, db, journal } = workspace;
  const done = actNumberOf(db, ask.actId);
  const view = requireCase(workspace, ask.caseId);
  if (done !== null) return { n: done, view, isNew: false, inJournal: journal.settled };
  const now = workspace.clock.now();
  const { type, payload } = ask;
  const bare = { type, payload, basis: { epoch: 0, records: {} } } as Command;
  const command = { ...bare, basis: basisOn(view.state, bare) } as Command;
  const bodies = decideOrRefuse(workspace, view.state, command, now);
  if (bodies.length === 0) return { n: null, view, isNew: false, inJournal: journal.settled };
  const act = signAct(workspace, view, ask, { command, bodies, now });
  const { n, events } = act;
  const after: CaseOnDevice = {
    base: view.base,
    overlay: [...view.overlay, act],
    state: events.reduce(apply, view.state),
  };
  const commit = (): void =>
    book.write((changes) => {
      insertAct(db, act);
      writeChainEnd(db, { lastN: n, lastHash: act.hash });
      alongside?.(db, n);
      if (type === 'case.open') markSeen(db, workspace.actor.officerId, ask.caseId, view.base.state.version);
      const news = type === 'case.open' ? () => 0 : newsAsBefore;
      book.place(changes, [{ view: after, before: view.state, news }]);
    });
  if (alongside === undefined) writeBoth(workspace, act, commit);
  else {
    // What stands alongside is in the database only: the journal may not be ahead of it.
    commit();
    appendToJournal(workspace, act);
  }
  const shown = book.view(ask.caseId);
  invariant(shown !== null, 'a case stays while an act is done on it');
  return { n, view: shown, isNew: true, inJournal: journal.settled };
}

/**
 * The journal's flush goes on while the database commits, so that an act waits for the longer of the two. Cut off between
 * them, the journal is one act ahead: nobody was told of it, and the next start takes it up (`prepareStore`). Where the
 * commit fails, the record is taken back before anybody hears of it.
 */
function writeBoth(workspace: Workspace, act: Act, commit: () => void): void {
  const isWritten = appendToJournal(workspace, act);
  try {
    commit();
  } catch (thrown) {
    if (isWritten && !isInDatabase(workspace, act)) workspace.journal.takeBack();
    throw thrown;
  }
}

/** False where the journal could not be written: it is behind then, and is caught up later from the database. */
function appendToJournal({ journal }: Workspace, { actId, envelope }: Act): boolean {
  try {
    journal.append({ kind: 'act', actId, envelope });
    return true;
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
}

/** A database that cannot be read any more is taken for one that has nothing of the act. */
function isInDatabase({ db }: Workspace, { actId }: Act): boolean {
  try {
    return actNumberOf(db, actId) !== null;
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
}
