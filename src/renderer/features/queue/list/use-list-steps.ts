import type { KeyboardEvent } from 'react';
import { useEffect } from 'react';
import type { QueueRow } from '#shared/contract/queue.ts';
import { chunkRows, queueApi, queueWindowArgs } from '../../../state/queue-endpoints.ts';
import type { Cursor, QueuePlace } from '../../../state/queue-place-slice.ts';
import { cursorMoved, selectionAdded, selectionCleared, selectionToggled } from '../../../state/queue-place-slice.ts';
import { wentTo } from '../../../state/route-slice.ts';
import type { AppDispatch } from '../../../state/store.ts';
import { useAppDispatch } from '../../../state/store.ts';
import type { CaseWindow } from './use-case-window.ts';

/** A selection has at most as many cases as the largest list that was ever worked through in one window. */
export const mostSelected = 1000;

export interface ListSteps {
  /** Takes a key that moves, selects or opens; true where it was one. */
  readonly press: (event: KeyboardEvent, page: number) => boolean;
  readonly move: (by: number) => void;
  readonly moveTo: (index: number) => void;
  /** Selects from the anchor to this line. */
  readonly extendTo: (index: number) => void;
  readonly extend: (by: number) => void;
  readonly toggle: () => void;
  /** Every line of the list, also those that are not loaded; at most `mostSelected`, from the first. */
  readonly selectAll: () => void;
  readonly open: () => void;
}

/** One line, from what is here or else from the core: a jump to the end lands on a line that is not loaded yet. */
async function lineAt(
  dispatch: AppDispatch,
  place: QueuePlace,
  cases: CaseWindow,
  index: number,
): Promise<QueueRow | undefined> {
  const here = cases.isSettling ? undefined : cases.lineAt(index);
  if (here !== undefined) return here;
  const chunk = Math.floor(index / chunkRows);
  const asked = dispatch(
    queueApi.endpoints.queueWindow.initiate(queueWindowArgs(place.filter, place.order, chunk), { subscribe: false }),
  );
  const { data } = await asked;
  return data?.rows[index % chunkRows];
}

async function linesBetween(
  dispatch: AppDispatch,
  place: QueuePlace,
  cases: CaseWindow,
  from: number,
  to: number,
): Promise<readonly string[]> {
  const last = Math.min(to, from + mostSelected - 1);
  const ids: string[] = [];
  for (let index = from; index <= last; index += 1) {
    const row = await lineAt(dispatch, place, cases, index);
    if (row !== undefined) ids.push(row.caseId);
  }
  return ids;
}

/** Moving, selecting and opening in a list of cases. */
export function useListSteps(place: QueuePlace, cases: CaseWindow): ListSteps {
  const dispatch = useAppDispatch();
  const total = cases.total ?? 0;
  const at = place.cursor?.index ?? -1;
  useCursorKept(place, cases);

  const stand = async (index: number): Promise<void> => {
    const row = await lineAt(dispatch, place, cases, index);
    if (row !== undefined) dispatch(cursorMoved({ caseId: row.caseId, index }));
  };
  const select = async (from: number, to: number): Promise<void> => {
    dispatch(selectionAdded(await linesBetween(dispatch, place, cases, from, to)));
  };
  const moveTo = (index: number): void => {
    const wanted = Math.max(0, Math.min(index, total - 1));
    if (total === 0 || wanted === at) return;
    void stand(wanted);
  };
  const extendTo = (index: number): void => {
    const wanted = Math.max(0, Math.min(index, total - 1));
    const anchor = place.anchor ?? Math.max(0, at);
    void select(Math.min(anchor, wanted), Math.max(anchor, wanted));
  };
  const toggle = (): void => {
    if (place.cursor !== null) dispatch(selectionToggled(place.cursor));
  };
  const steps: Omit<ListSteps, 'press'> = {
    move: (by) => moveTo(at + by),
    moveTo,
    extendTo,
    extend: (by) => {
      extendTo(at + by);
      moveTo(at + by);
    },
    toggle,
    selectAll: () => void select(0, total - 1),
    open: () => {
      if (place.cursor !== null) dispatch(wentTo({ screen: 'case', caseId: place.cursor.caseId }));
    },
  };
  const press = (event: KeyboardEvent, page: number): boolean => {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const by = keySteps(page)[event.key];
    if (by !== undefined) {
      if (event.shiftKey) steps.extend(by);
      else steps.move(by);
      return true;
    }
    if (event.key === 'Home') moveTo(0);
    else if (event.key === 'End') moveTo(total - 1);
    else if (event.key === 'Enter') steps.open();
    else if (event.key === ' ') toggle();
    else if (event.key === 'Escape' && place.selected.length > 0) dispatch(selectionCleared());
    else return false;
    return true;
  };
  return { ...steps, press };
}

function keySteps(page: number): Readonly<Record<string, number>> {
  return { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
}

/**
 * The cursor stays on its case while the list changes around it. A case that left the list (decided, reassigned) gives
 * its place to the one that stands there now.
 */
function useCursorKept(place: QueuePlace, cases: CaseWindow): void {
  const dispatch = useAppDispatch();
  const { cursor, filter, order } = place;
  const total = cases.total;
  const index = cursor?.index ?? 0;
  const there = cases.isSettling ? undefined : cases.lineAt(index);
  const isRight = there !== undefined && there.caseId === cursor?.caseId;
  useEffect(() => {
    if (isRight || cases.isSettling || total === null || total === 0) return;
    const stand = (at: number): void => {
      const wanted = Math.min(at, total - 1);
      const row = cases.lineAt(wanted);
      if (row !== undefined) dispatch(cursorMoved({ caseId: row.caseId, index: wanted }));
    };
    if (cursor === null) return stand(0);
    let isStale = false;
    const find = async ({ caseId, index: at }: Cursor): Promise<void> => {
      const question = { filter, order, caseId: caseId as QueueRow['caseId'] };
      const { data } = await dispatch(
        queueApi.endpoints.queuePosition.initiate(question, { forceRefetch: true, subscribe: false }),
      );
      if (isStale || data === undefined) return;
      if (data === null) stand(at);
      else if (data !== at) dispatch(cursorMoved({ caseId, index: data }));
    };
    void find(cursor);
    return () => {
      isStale = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `there` and `total` stand for `cases`, which is made anew at each render
  }, [dispatch, isRight, there, total, cursor, filter, order, cases.isSettling]);
}
