import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { CaseChanges } from '../case-file/case-changes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { casesWithOverlay } from './store.ts';

/**
 * Decides all pending acts anew over what is here of their cases, and derives views and queue lines from that. Part of the
 * caller's `book.write`; somebody has to be signed in. `shown`: of those whose acts have been changed already.
 */
export function rebasePending(
  { book, db }: Workspace,
  changes: CaseChanges,
  shown?: ReadonlyMap<CaseId, CaseState>,
): void {
  book.refresh(changes, casesWithOverlay(db), { isMoved: true, ...(shown === undefined ? {} : { shown }) });
}
