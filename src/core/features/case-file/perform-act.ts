import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';
import { actSummary } from '#shared/model/act-summary.ts';
import { apply } from '#shared/model/apply.ts';
import { basisOn } from '#shared/model/basis.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Command } from '#shared/model/command.ts';
import { decide } from '#shared/model/decide.ts';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { fieldsOnCase } from '#shared/model/record-fields.ts';
import type { WriteDb } from '../../db/connection.ts';
import { type Act, actNumberOf, insertAct } from '../outbox/store.ts';
import { readChainEnd, sealEnvelope, writeChainEnd } from '../workspace/device.ts';
import type { Workspace } from '../workspace/workspace.ts';
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

/**
 * Does an act: decided by the model over the view, signed as the next of the device's chain, and on disk (outbox, queue
 * line and words in one transaction, `synchronous=FULL`; then the journal) before it returns. Repeating it with the same
 * `actId` finds what was done. Errors: `rule-refused` (details.refusal), `case-not-found`, `case-not-on-device`,
 * `not-signed-in`, `disk-full`, `disk-failed`; after any of them nothing has been done. `alongside` is part of the same
 * transaction.
 */
export function performAct(workspace: Workspace, ask: ActToDo, alongside?: Alongside): ActDone {
  const { actor, book, db, device } = workspace;
  const done = actNumberOf(db, ask.actId);
  const view = requireCase(workspace, ask.caseId);
  if (done !== null) return { n: done, view, isNew: false };
  const now = workspace.clock.now();
  const { type, payload } = ask;
  const bare = { type, payload, basis: { epoch: 0, records: {} } } as Command;
  const command = { ...bare, basis: basisOn(view.state, bare) } as Command;
  const bodies = decideOrRefuse(workspace, view.state, command, now);
  if (bodies.length === 0) return { n: null, view, isNew: false };
  const end = readChainEnd(db);
  const { envelope, hash } = sealEnvelope(device, end, {
    caseId: ask.caseId,
    type,
    payload,
    basis: command.basis,
    actor: actor.officerId,
    actAt: now,
  });
  const { n } = envelope;
  const events = placeEvents(view.state, bodies, actor, { actAt: now, clientId: device.clientId, n });
  const act: Act = {
    n,
    actId: ask.actId,
    caseId: ask.caseId,
    caseNumber: view.state.application.number,
    actor: actor.officerId,
    type,
    summary: actSummary(command),
    actAt: now,
    envelope,
    hash,
    events,
    predicted: null,
    state: 'waiting',
    settled: false,
    acknowledged: false,
    result: null,
    failedTries: null,
    seen: fieldsOnCase(view.state, command),
    answer: null,
  };
  const after: CaseOnDevice = {
    base: view.base,
    overlay: [...view.overlay, act],
    state: events.reduce(apply, view.state),
  };
  book.write((changes) => {
    insertAct(db, act);
    writeChainEnd(db, { lastN: n, lastHash: hash });
    alongside?.(db, n);
    if (type === 'case.open') markSeen(db, actor.officerId, ask.caseId, view.base.state.version);
    book.place(changes, after, view.state, type === 'case.open' ? 0 : 'as-it-was');
  });
  appendToJournal(workspace, act);
  const shown = book.view(ask.caseId);
  invariant(shown !== null, 'a case stays while an act is done on it');
  return { n, view: shown, isNew: true };
}

/** The act is safe in the database already: a journal that cannot be written is behind, and is caught up later. */
function appendToJournal({ journal }: Workspace, { actId, envelope }: Act): void {
  try {
    journal.append({ kind: 'act', actId, envelope });
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
  }
}
