import { skipToken } from '@reduxjs/toolkit/query';
import { useEffect, useRef } from 'react';
import type { Actor } from '#shared/model/actor.ts';
import { caseApi } from '../../state/case-endpoints.ts';
import { queueApi } from '../../state/queue-endpoints.ts';
import { cursorMoved, selectQueuePlace } from '../../state/queue-place-slice.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { useTypedQuery } from '../../state/typed-endpoints.ts';
import { prefetchDocument } from '../viewer/index.ts';
import { firstDocument } from './file/group-documents.ts';

export interface Neighbours {
  readonly next: (() => void) | null;
  readonly previous: (() => void) | null;
}

/** The cases before and after this one in the list that it was opened from, made ready while this one is read. */
export function useNeighbours(caseId: string, actor: Actor): Neighbours {
  const after = useNeighbour(caseId, 1);
  const before = useNeighbour(caseId, -1);
  usePrepared(after, actor);
  usePrepared(before, actor);
  const dispatch = useAppDispatch();
  const cursor = useAppSelector(selectQueuePlace).cursor;
  const goTo = (neighbour: string | null, step: 1 | -1): (() => void) | null => {
    if (neighbour === null) return null;
    return () => {
      // The list's cursor goes along, so that leaving the case leads to this one's line.
      dispatch(cursorMoved({ caseId: neighbour, index: Math.max(0, (cursor?.index ?? 0) + step) }));
      dispatch(wentTo({ screen: 'case', caseId: neighbour }));
    };
  };
  return { next: goTo(after, 1), previous: goTo(before, -1) };
}

/** An act may move the case out of the list (a decision, a date): its neighbours stay those of before. */
function useNeighbour(caseId: string, step: 1 | -1): string | null {
  const { filter, order } = useAppSelector(selectQueuePlace);
  const { currentData } = queueApi.useQueueNeighbourQuery({ filter, order, caseId, step });
  const known = useRef<{ readonly of: string; readonly neighbour: string } | null>(null);
  if (currentData != null) known.current = { of: caseId, neighbour: currentData.caseId };
  return known.current?.of === caseId ? known.current.neighbour : null;
}

/** View, typed texts and first page of a case are at hand before it is asked for. Nothing of it is shown or recorded. */
function usePrepared(caseId: string | null, actor: Actor): void {
  const dispatch = useAppDispatch();
  const ask = caseId === null ? skipToken : { caseId };
  caseApi.usePrepareCaseQuery(ask);
  const { currentData: view } = caseApi.useCaseViewQuery(ask);
  useTypedQuery(caseId === null ? skipToken : { caseId, officerId: actor.officerId });
  useEffect(() => {
    if (view === undefined || view.needsReason) return;
    const document = firstDocument(view.state, actor.officerId);
    if (document !== null) void dispatch(prefetchDocument(document));
  }, [view, actor.officerId, dispatch]);
}
