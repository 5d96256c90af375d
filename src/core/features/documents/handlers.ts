import { caseDocumentsContract } from '#shared/contract/documents.ts';
import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import { toCaseView } from '../case-file/case-view.ts';
import type { Desk } from '../desk.ts';
import { storageOfDocuments } from './storage.ts';

export function documentHandlers(desk: Desk): DispatchTable<ClientContext> {
  return bindHandlers(caseDocumentsContract, {
    'documents.begin': async ({ caseId, sha256, sizeBytes }) => ({
      bytesHere: await desk.open.adder.begin(caseId, sha256, sizeBytes),
    }),
    'documents.append': ({ sha256, offset, bytes }) => ({ bytesHere: desk.open.adder.append(sha256, offset, bytes) }),
    'documents.add': async (ask) => {
      const { adder, sync, workspace } = desk.open;
      const done = await adder.add(ask);
      if (done.isNew) {
        desk.notices.casesChanged([ask.caseId]);
        sync.actDone();
      }
      await done.inJournal;
      return { view: toCaseView(workspace, done.view, sync.sendingThrough) };
    },
    'documents.cancel': ({ sha256 }) => {
      desk.open.adder.cancel(sha256);
      return {};
    },
    'documents.pause': ({ paused }) => desk.open.sync.pauseDocuments(paused),
    'documents.set-budget': ({ bytes }) => {
      desk.open.sync.setBudget(bytes);
      return {};
    },
    'documents.storage': () => storageOfDocuments(desk.open.workspace, desk.open.sync.beyondBudget),
  });
}
