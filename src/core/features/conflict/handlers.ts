import { conflictContract } from '#shared/contract/conflict.ts';
import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConflictAnswer } from '#shared/model/conflict.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import { performAct } from '../case-file/perform-act.ts';
import type { Desk } from '../desk.ts';
import { passOwed } from '../documents/owed-store.ts';
import { toItem } from '../outbox/handlers.ts';
import { type Act, actNumberOf, answerAct, findAct, unansweredActs } from '../outbox/store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { actAnew, actLeft, type Doing, explain, requireConflict } from './explain.ts';

interface Answer {
  readonly n: number;
  readonly actId: string;
  readonly answer: ConflictAnswer;
  readonly reason: string;
}

/** The act that an answer makes; null where it only puts the conflict aside. */
function actOfAnswer(act: Act, { answer, reason }: Answer): Doing | null {
  if (answer === 'kept') return actAnew(act);
  if (answer !== 'left') return null;
  const left = actLeft(act, reason);
  if (left === null) throw new AppError('act-not-found');
  return left;
}

/** A document that the act named is owed by the new one from now on, in the same transaction. */
function doAnew(workspace: Workspace, act: Act, { actId, doing }: { actId: string; doing: Doing }): number | null {
  return performAct(workspace, { actId, caseId: act.caseId, ...doing }, (db, n) => passOwed(db, act.n, n)).n;
}

/**
 * The new act first, then the answer: cut off between the two, the conflict is asked again, and the same `actId` finds
 * the act that was made.
 */
async function answer(desk: Desk, asked: Answer): Promise<{ n: number | null }> {
  const { workspace, sync } = desk.open;
  const { db, book, actor } = workspace;
  const before = actNumberOf(db, asked.actId);
  if (before !== null && findAct(db, asked.n)?.acknowledged === true) {
    await workspace.journal.settled;
    return { n: before };
  }
  const act = requireConflict(workspace, asked.n);
  const doing = actOfAnswer(act, asked);
  const made = doing === null ? null : (before ?? doAnew(workspace, act, { actId: asked.actId, doing }));
  book.write((changes) => {
    answerAct(db, act.n, actor.officerId, asked.answer, made);
    book.refresh(changes, [act.caseId]);
  });
  desk.notices.casesChanged([act.caseId]);
  sync.actDone();
  await workspace.journal.settled;
  return { n: made };
}

export function conflictHandlers(desk: Desk): DispatchTable<ClientContext> {
  return bindHandlers(conflictContract, {
    'conflict.list': () => {
      const { db, actor } = desk.workspace;
      return unansweredActs(db, actor.officerId).map((act) => toItem(desk.open, act));
    },
    'conflict.explain': ({ n }) => explain(desk.workspace, n),
    'conflict.answer': (asked) => answer(desk, asked),
  });
}
