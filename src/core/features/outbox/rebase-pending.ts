import type { CaseChanges } from '../case-file/case-changes.ts';
import { readBase } from '../case-file/case-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { casesWithOverlay } from './store.ts';

/**
 * Decides all pending acts anew over what is here of their cases, and derives views and queue lines from that. Part of the
 * caller's `book.write`; somebody has to be signed in.
 */
export function rebasePending({ book, db }: Workspace, changes: CaseChanges): void {
  for (const caseId of casesWithOverlay(db)) {
    const base = readBase(db, caseId);
    if (base === null) continue;
    book.rebase(caseId, base.state);
    book.refresh(changes, base, base.state, 'as-it-was');
  }
}
