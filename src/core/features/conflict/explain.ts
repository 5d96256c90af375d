import type { Conflict } from '#shared/contract/conflict.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { basisOn } from '#shared/model/basis.ts';
import type { Command } from '#shared/model/command.ts';
import { causeOf, fieldsAsSeen } from '#shared/model/conflict.ts';
import { decide } from '#shared/model/decide.ts';
import { isHandedOverType } from '#shared/model/handed-over.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { fieldsOfAct, fieldsOnCase } from '#shared/model/record-fields.ts';
import type { RefusalCode } from '#shared/model/refusal.ts';
import type { CaseOnDevice } from '../case-file/case-on-device.ts';
import { leftWhy, readHistory } from '../case-file/case-store.ts';
import { type Act, findAct, isUnanswered } from '../outbox/store.ts';
import type { Workspace } from '../workspace/workspace.ts';

export type Doing = Pick<Command, 'type' | 'payload'>;

/** An own act that waits for an answer. Throws AppError `act-not-found`. */
export function requireConflict({ db, actor }: Workspace, n: number): Act {
  const act = findAct(db, n);
  if (act === null || act.actor !== actor.officerId || !isUnanswered(act)) throw new AppError('act-not-found');
  return act;
}

/** What "keep mine" does: the act again; for a signature its draft, because nobody signs but the officer, looking at it. */
export function actAnew({ envelope: { type, payload } }: Pick<Act, 'envelope'>): Doing {
  const act = { type, payload } as Doing;
  if (act.type !== 'decision.sign') return act;
  const { statement } = (act as Extract<Command, { type: 'decision.sign' }>).payload;
  return { type: 'decision.draft', payload: { draft: { ...statement.draft, assessedEverything: false } } };
}

/** What "hand over" does; null for acts that are nobody else's. */
export function actLeft({ envelope: { type, payload, actAt: doneAt } }: Act, reason: string): Doing | null {
  if (!isHandedOverType(type)) return null;
  return { type: 'handed-over.leave', payload: { type, payload, doneAt, reason } };
}

/** The act as central would have it decided; null where it stands. */
export function refusalOf(act: Act): RefusalCode | null {
  if (act.result?.outcome === 'refused') return act.result.refusal.code;
  if (act.result?.outcome === 'handed-over') return 'stale-epoch';
  return act.predicted?.code ?? null;
}

const nothing: Conflict['keep'] = { can: false, refusal: null };

function possibility(workspace: Workspace, view: CaseOnDevice | null, doing: Doing | null): Conflict['keep'] {
  if (view === null || doing === null) return nothing;
  const bare = { ...doing, basis: { epoch: 0, records: {} } } as Command;
  const command: Command = { ...bare, basis: basisOn(view.state, bare) };
  const decided = decide(view.state, command, {
    actor: workspace.actor,
    now: workspace.clock.now(),
    program: programFor(view.state.application.program),
    colleague: workspace.people.colleague,
  });
  return decided.ok ? { can: true, refusal: null } : { can: false, refusal: decided.error.code };
}

const outcomes = {
  waiting: 'foreseen',
  received: 'foreseen',
  refused: 'refused',
  'handed-over': 'handed-over',
} as const;

/** Base, mine, theirs, who, when, why, and what may be chosen. */
export function explain(workspace: Workspace, n: number): Conflict {
  const { db, book } = workspace;
  const act = requireConflict(workspace, n);
  const refusal = refusalOf(act);
  if (refusal === null) throw new AppError('act-not-found');
  const { type, payload, basis } = act.envelope;
  const command = { type, payload, basis } as Command;
  const view = book.view(act.caseId);
  const history = view === null ? [] : readHistory(db, view.base.row);
  const seen = act.seen ?? (view === null ? null : fieldsAsSeen(act.caseId, command, history));
  const cause = view === null ? null : causeOf(command, refusal, view.base.state, history);
  const isKept = refusal === 'stale-epoch';
  const left = view === null ? leftWhy(db, act.caseId) : null;
  return {
    n,
    actAt: act.actAt,
    answeredAt: act.result?.receipt.receivedAt ?? null,
    outcome: outcomes[act.state],
    refusal,
    base: seen === null ? null : [...seen],
    mine: [...fieldsOfAct(command, act.actor, view?.state ?? null)],
    theirs: view === null ? null : [...fieldsOnCase(view.base.state, command)],
    cause: cause === null ? null : { what: cause.type, by: cause.by, actAt: cause.actAt, receivedAt: cause.receivedAt },
    left,
    // Central keeps it for the officer of the case by itself: there is nothing to be done anew or left.
    keep: isKept ? nothing : possibility(workspace, view, actAnew(act)),
    leave: isKept ? nothing : possibility(workspace, view, actLeft(act, '')),
  };
}
