import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { type EarlierAct, endsDevice, newDeviceContract } from '#shared/contract/new-device.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Command, commandPayloads } from '#shared/model/command.ts';
import type { ClientId } from '#shared/model/ids.ts';
import { fieldsOfAct } from '#shared/model/record-fields.ts';
import type { StoreSession } from '../../boot/store-session.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import { readHistory } from '../case-file/case-store.ts';
import { performAct } from '../case-file/perform-act.ts';
import { actAnew } from '../conflict/explain.ts';
import type { Desk } from '../desk.ts';
import { forgetEarlier, oweByAct } from '../documents/owed-store.ts';
import { actNumberOf } from '../outbox/store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { beginAnew } from './begin-anew.ts';
import { countOthers, findOpen, type KeptAct, markDealt, openActs } from './store.ts';

/** Of two copies of a store both may have made an act of that number: the moment tells which one central has. */
function isAtCentral({ db, book }: Workspace, act: KeptAct): boolean {
  const view = book.view(act.caseId);
  if (view === null) return false;
  return readHistory(db, view.base.row).some(
    ({ command, actAt }) => command?.clientId === act.clientId && command.n === act.n && actAt === act.actAt,
  );
}

function toShown(workspace: Workspace, act: KeptAct): EarlierAct {
  const { id, n, caseId, caseNumber, type, summary, actAt, state, envelope } = act;
  const view = workspace.book.view(caseId);
  const command = { type, payload: envelope.payload, basis: envelope.basis } as Command;
  return {
    ...{ id, n, caseId, caseNumber, type, actAt, state },
    summary: { ...summary },
    fields: [...fieldsOfAct(command, envelope.actor, view?.state ?? null)],
    isAtCentral: isAtCentral(workspace, act),
    becomesDraft: type === 'decision.sign',
    isCaseHere: view !== null,
  };
}

interface Dealing {
  readonly id: number;
  readonly how: 'again' | 'done';
  readonly actId: string;
}

/** The new act and the note of it are one transaction; repeated with the same `actId`, the act that was made is found. */
function doAgain(workspace: Workspace, act: KeptAct, actId: string): number | null {
  const { db, clock } = workspace;
  const doing = actAnew(act);
  const { n } = performAct(workspace, { actId, caseId: act.caseId, ...doing }, (_, made) => {
    markDealt(db, act.id, 'again', made);
    if (doing.type !== 'document.add') return;
    const { sha256 } = commandPayloads['document.add'].parse(doing.payload);
    oweByAct(db, sha256, made, clock.now());
  });
  // The case was already so: nothing was written.
  if (n === null) workspace.book.write(() => markDealt(db, act.id, 'again', null));
  return n;
}

function dealWith(desk: Desk, { id, how, actId }: Dealing): { n: number | null } {
  const { workspace, sync } = desk.open;
  const { db, actor } = workspace;
  const before = actNumberOf(db, actId);
  if (before !== null) return { n: before };
  const act = findOpen(db, id, actor.officerId);
  if (act === null) throw new AppError('act-not-found');
  let n: number | null = null;
  if (how === 'again') n = doAgain(workspace, act, actId);
  else {
    workspace.book.write(() => {
      markDealt(db, id, 'done', null);
      forgetEarlier(db, id);
    });
    sync.documentsMayLeave();
  }
  desk.notices.casesChanged([act.caseId]);
  sync.actDone();
  return { n };
}

/** The way on where central and this device disagree on which acts it has made. */
export function newDeviceHandlers(
  desk: Desk,
  session: StoreSession,
  newClientId: () => ClientId,
): DispatchTable<ClientContext> {
  return bindHandlers(newDeviceContract, {
    'device.renew': async () => {
      const { problem } = desk.open.sync.status();
      if (problem === null || !endsDevice.has(problem)) throw new AppError('bad-request');
      await desk.open.keeper.now();
      const setAside = await session.renew(() => beginAnew(desk.workspace, newClientId()));
      // The acts of before stand in no journal any more. Where there is no room, the copy that was set aside has them.
      await desk.open.keeper.now().catch((thrown: unknown) => {
        if (!(thrown instanceof AppError)) throw thrown;
      });
      return { setAside };
    },
    'device.earlier-acts': () => {
      const { workspace } = desk;
      const { officerId } = workspace.actor;
      const acts = openActs(workspace.db, officerId).map((act) => toShown(workspace, act));
      return { acts, others: countOthers(workspace.db, officerId) };
    },
    'device.deal-with': async (asked) => {
      const dealt = dealWith(desk, asked);
      await desk.workspace.journal.settled;
      return dealt;
    },
  });
}
