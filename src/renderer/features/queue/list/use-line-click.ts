import type { MouseEvent } from 'react';
import { cursorMoved, selectionToggled } from '../../../state/queue-place-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import type { CaseWindow } from './use-case-window.ts';
import type { ListSteps } from './use-list-steps.ts';

/** A click puts the cursor on a line; with Shift it selects up to there, with Ctrl or on the box that line; a double one opens. */
export function useLineClick(cases: CaseWindow, steps: ListSteps): (event: MouseEvent) => void {
  const dispatch = useAppDispatch();
  return (event) => {
    const target = event.target as Element;
    const line = target.closest<HTMLElement>('[data-index]');
    if (line === null) return;
    const index = Number(line.dataset['index']);
    const row = cases.lineAt(index);
    if (row === undefined) return;
    const at = { caseId: row.caseId, index };
    if (event.shiftKey) steps.extendTo(index);
    else if (event.ctrlKey || event.metaKey || target.closest('.case-select') !== null) dispatch(selectionToggled(at));
    dispatch(cursorMoved(at));
    if (event.detail === 2 && !event.shiftKey) steps.open();
  };
}
