import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { CaseChanges } from '../case-file/case-changes.ts';
import { readBase } from '../case-file/case-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { casesWithOverlay } from './store.ts';

/** How the cases with these acts are shown before something is done to the acts. */
export function shownBefore({ book, db }: Workspace, cases: readonly CaseId[]): ReadonlyMap<CaseId, CaseState> {
  const here = cases.flatMap((caseId) => readBase(db, caseId) ?? []);
  return new Map(here.map((base) => [base.caseId, book.stateOn(base)]));
}

/**
 * Decides all pending acts anew over what is here of their cases, and derives views and queue lines from that. Part of the
 * caller's `book.write`; somebody has to be signed in. `before`: of those whose acts have been changed already.
 */
export function rebasePending(
  workspace: Workspace,
  changes: CaseChanges,
  before: ReadonlyMap<CaseId, CaseState> = shownBefore(workspace, casesWithOverlay(workspace.db)),
): void {
  const { book, db } = workspace;
  for (const caseId of casesWithOverlay(db)) {
    const base = readBase(db, caseId);
    if (base === null) continue;
    book.rebase(caseId, base.state);
    book.refresh(changes, base, before.get(caseId) ?? base.state, 'as-it-was');
  }
}
