import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect, useRef, useState } from 'react';
import type { Actor } from '#shared/model/actor.ts';
import { caseApi } from '../../state/case-endpoints.ts';
import { queueApi } from '../../state/queue-endpoints.ts';
import { cursorMoved, selectQueuePlace } from '../../state/queue-place-slice.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { typedApi } from '../../state/typed-endpoints.ts';
import { prefetchDocument } from '../viewer/index.ts';
import { firstDocument } from './file/group-documents.ts';

export interface Neighbours {
  /** Null where the list is known to end here. */
  readonly next: (() => void) | null;
  readonly previous: (() => void) | null;
}

type Step = 1 | -1;

/** The cases before and after this one in the list that it was opened from, made ready while this one is read. */
export function useNeighbours(caseId: string, actor: Actor): Neighbours {
  const after = useNeighbour(caseId, 1);
  const before = useNeighbour(caseId, -1);
  usePrepared(after ?? null, 1, actor);
  usePrepared(before ?? null, -1, actor);
  const dispatch = useAppDispatch();
  const cursor = useAppSelector(selectQueuePlace).cursor;
  const go = (neighbour: string, step: Step): void => {
    // The list's cursor goes along, so that leaving the case leads to this one's line.
    dispatch(cursorMoved({ caseId: neighbour, index: Math.max(0, (cursor?.index ?? 0) + step) }));
    dispatch(wentTo({ screen: 'case', caseId: neighbour }));
  };
  const wish = useWish(caseId, { after, before }, go);
  const walk = (neighbour: string | null | undefined, step: Step): (() => void) | null => {
    if (neighbour === null) return null;
    return neighbour === undefined ? () => wish(step) : () => go(neighbour, step);
  };
  return { next: walk(after, 1), previous: walk(before, -1) };
}

/** A key that came before its neighbour was known is kept for it: walking on quickly loses no step. */
function useWish(
  caseId: string,
  { after, before }: { readonly after: string | null | undefined; readonly before: string | null | undefined },
  go: (neighbour: string, step: Step) => void,
): (step: Step) => void {
  const wished = useRef<{ readonly of: string; readonly step: Step } | null>(null);
  useEffect(() => {
    const { of, step } = wished.current ?? {};
    if (step === undefined || of !== caseId) return;
    const neighbour = step === 1 ? after : before;
    if (neighbour === undefined) return;
    wished.current = null;
    if (neighbour !== null) go(neighbour, step);
  });
  return (step) => {
    wished.current = { of: caseId, step };
  };
}

/**
 * Null: none; undefined: not known yet. An act may move the case out of the list (a decision, a date): its neighbours
 * stay those of before.
 */
function useNeighbour(caseId: string, step: Step): string | null | undefined {
  const { filter, order } = useAppSelector(selectQueuePlace);
  const { currentData } = queueApi.useQueueNeighbourQuery({ filter, order, caseId, step });
  const [known, setKnown] = useState<{ readonly of: string; readonly neighbour: string } | null>(null);
  const found = currentData?.caseId;
  if (found !== undefined && (known?.of !== caseId || known.neighbour !== found))
    setKnown({ of: caseId, neighbour: found });
  if (found !== undefined) return found;
  return known?.of === caseId ? known.neighbour : currentData === null ? null : undefined;
}

/** View, typed texts and first page of a case are at hand before it is asked for. Nothing of it is shown or recorded. */
function usePrepared(caseId: string | null, step: Step, actor: Actor): void {
  const dispatch = useAppDispatch();
  const { filter, order } = useAppSelector(selectQueuePlace);
  const ask = caseId === null ? skipToken : { caseId };
  queueApi.useQueueNeighbourQuery(caseId === null ? skipToken : { filter, order, caseId, step });
  const { currentData: view } = caseApi.useCaseViewQuery(ask);
  const { officerId } = actor;
  useEffect(() => {
    if (caseId === null) return;
    dispatch(caseApi.util.prefetch('prepareCase', { caseId }, { ifOlderThan: 30 }));
    dispatch(typedApi.util.prefetch('typed', { caseId, officerId }, {}));
  }, [dispatch, caseId, officerId]);
  useEffect(() => {
    if (view === undefined || view.needsReason) return;
    const document = firstDocument(view.state, officerId);
    if (document !== null) void dispatch(prefetchDocument(document));
  }, [view, officerId, dispatch]);
}
