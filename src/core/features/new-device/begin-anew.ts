import type { ClientId } from '#shared/model/ids.ts';
import { oweByEarlier } from '../documents/owed-store.ts';
import { keepProofs } from '../outbox/earlier-store.ts';
import { rewriteJournal } from '../outbox/journal-upkeep.ts';
import { deleteProofs } from '../outbox/proof-store.ts';
import { casesWithOverlay } from '../outbox/store.ts';
import { readCursors, restartLoad } from '../sync/cursor-store.ts';
import { renewDevice } from '../workspace/device.ts';
import { forgetFact } from '../workspace/facts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { emptyLedger, keepLedger } from './store.ts';

/**
 * Makes the store that of a new device, in one transaction: the ledger is kept beside the new one's, views lose what
 * central has not accepted, and every partition is loaded anew. What was typed, seen, pinned and set stays. The workspace
 * is of the device before: it must be made anew after this.
 */
export function beginAnew(workspace: Workspace, clientId: ClientId): void {
  const { db, book, clock } = workspace;
  book.write((changes) => {
    const shown = book.shownNow(casesWithOverlay(db));
    keepLedger(db);
    oweByEarlier(db);
    keepProofs(db);
    // The heads stay trusted: central has to continue the log that it vouched for, whichever device asks.
    deleteProofs(db);
    emptyLedger(db);
    renewDevice(db, clientId, clock.now());
    forgetFact(db, 'backed-up-through');
    for (const { partition } of readCursors(db)) restartLoad(db, partition);
    book.refresh(changes, [...shown.keys()], { shown });
  });
  rewriteJournal(workspace);
}
