import { type CaseView, caseFileContract } from '#shared/contract/case-file.ts';
import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import type { Desk } from '../desk.ts';
import type { CaseOnDevice } from './case-on-device.ts';
import { toCaseView } from './case-view.ts';
import { type ActDone, type ActToDo, performAct, requireCase } from './perform-act.ts';
import { keepTyped, readTyped } from './typed-store.ts';

function shown(desk: Desk, view: CaseOnDevice): CaseView {
  return toCaseView(desk.workspace, view, desk.open.sync.sendingThrough);
}

/** Does an act and tells whom it concerns: the other windows, the outbox, and the exchange with central. */
function act(desk: Desk, ask: ActToDo): ActDone {
  const done = performAct(desk.workspace, ask);
  if (done.isNew) {
    desk.notices.casesChanged([ask.caseId]);
    desk.open.sync.actDone();
  }
  return done;
}

async function open(desk: Desk, actId: string, caseId: CaseId, reason: string | null): Promise<CaseView> {
  const { view, inJournal } = act(desk, { actId, caseId, type: 'case.open', payload: { reason } });
  // Decided and recorded: from here on the case may be read in full.
  desk.workspace.openedWithReason.add(caseId);
  desk.open.sync.looksAt(caseId);
  const opened = shown(desk, view);
  await inJournal;
  return opened;
}

function history(desk: Desk, caseId: CaseId) {
  const { book, clock, device, wholeCases } = desk.workspace;
  const view = requireCase(desk.workspace, caseId);
  const { needsReason: isWithheld, whole } = shown(desk, view);
  const read = whole?.here == null ? null : wholeCases.get(caseId, clock.now());
  const own = view.overlay.flatMap((act) => act.events);
  const events = read === null ? book.history(view) : [...read.history, ...(whole?.here?.isOlder === true ? [] : own)];
  return {
    events: isWithheld ? [] : [...events],
    confirmed: read === null ? view.base.state.version : read.state.version,
    clientId: device.clientId,
  };
}

export function caseFileHandlers(desk: Desk): DispatchTable<ClientContext> {
  return bindHandlers(caseFileContract, {
    'case-file.open': ({ actId, caseId, reason }) => open(desk, actId, caseId, reason),
    'case-file.view': ({ caseId }) => shown(desk, requireCase(desk.workspace, caseId)),
    'case-file.read-whole': async ({ caseId }) => {
      await desk.open.whole.read(caseId);
      return shown(desk, requireCase(desk.workspace, caseId));
    },
    'case-file.prepare': ({ caseId }) => {
      requireCase(desk.workspace, caseId);
      desk.open.sync.willLookAt(caseId);
      return {};
    },
    'case-file.history': ({ caseId }) => history(desk, caseId),
    'case-file.act': async (ask) => {
      const { n, view, inJournal } = act(desk, ask);
      const done = { n, view: shown(desk, view) };
      await inJournal;
      return done;
    },
    'case-file.keep-typed': ({ caseId, field, text }) => {
      const { db, actor, clock } = desk.workspace;
      const keptAt = clock.now();
      keepTyped(db, { officerId: actor.officerId, caseId, field }, text, keptAt);
      return { keptAt };
    },
    'case-file.typed': ({ caseId }) => {
      const { db, actor } = desk.workspace;
      return readTyped(db, actor.officerId, caseId);
    },
    'case-file.people': () => [...desk.workspace.people.all],
  });
}
