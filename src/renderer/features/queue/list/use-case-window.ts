import { createSelector } from '@reduxjs/toolkit';
import { useEffect, useMemo, useState } from 'react';
import type { ContractValue } from '#shared/contract/contract.ts';
import type { QueueFilter, QueueOrder, QueueRow } from '#shared/contract/queue.ts';
import { chunkRows, queueApi, queueWindowArgs } from '../../../state/queue-endpoints.ts';
import type { RootState } from '../../../state/store.ts';
import { useAppDispatch, useAppSelector } from '../../../state/store.ts';

type Chunk = ContractValue<'queue.window'>;

/** What a list shows now: totals and the lines that are here. */
export interface CaseWindow {
  /** Null before the first answer. */
  readonly total: number | null;
  readonly groups: Chunk['groups'];
  /** The core's day; empty before the first answer. */
  readonly today: string;
  readonly asOf: string | null;
  readonly lineAt: (index: number) => QueueRow | undefined;
  /** The lines shown are those of the filter before: the new ones are on their way. */
  readonly isSettling: boolean;
  readonly error: unknown;
}

interface Shown {
  readonly head: Chunk | undefined;
  readonly chunks: ReadonlyMap<number, Chunk>;
}

const nothing: Shown = { head: undefined, chunks: new Map() };

/**
 * The lines from `first` to `last` of a filter and order, asked in chunks. Until the first chunk of a new filter is
 * here the old lines stay, so that nothing flickers.
 */
export function useCaseWindow(filter: QueueFilter, order: QueueOrder, first: number, last: number): CaseWindow {
  const dispatch = useAppDispatch();
  const from = Math.floor(first / chunkRows);
  const to = Math.floor(Math.max(first, last) / chunkRows);
  const wanted = useMemo(() => Array.from({ length: to - from + 1 }, (_each, at) => from + at), [from, to]);
  useEffect(() => {
    const subscriptions = wanted.map((chunk) =>
      dispatch(queueApi.endpoints.queueWindow.initiate(queueWindowArgs(filter, order, chunk))),
    );
    return () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    };
  }, [dispatch, filter, order, wanted]);
  // Made once for each range: an array that were new at each render would never come to rest.
  const select = useMemo(() => {
    const selectors = wanted.map((chunk) =>
      queueApi.endpoints.queueWindow.select(queueWindowArgs(filter, order, chunk)),
    );
    return {
      chunks: createSelector(
        selectors.map((each) => (state: RootState) => each(state).data),
        (...answers) => answers,
      ),
      error: (state: RootState): unknown => selectors.map((each) => each(state)).find(({ isError }) => isError)?.error,
    };
  }, [filter, order, wanted]);
  const chunks = useAppSelector(select.chunks);
  const error = useAppSelector(select.error);
  const here = useMemo(() => collect(chunks, from), [chunks, from]);
  const isHere = here.head !== undefined;
  // What was shown last stands in until the answer comes.
  const [lastShown, setLastShown] = useState<Shown>(nothing);
  if (isHere && lastShown !== here) setLastShown(here);
  const shown = isHere ? here : lastShown;
  return {
    total: shown.head?.total ?? null,
    groups: shown.head?.groups ?? [],
    today: shown.head?.today ?? '',
    asOf: shown.head?.asOf ?? null,
    lineAt: (index) => shown.chunks.get(Math.floor(index / chunkRows))?.rows[index % chunkRows],
    isSettling: !isHere && shown.head !== undefined,
    error,
  };
}

function collect(chunks: readonly (Chunk | undefined)[], from: number): Shown {
  const here = new Map<number, Chunk>();
  for (const [at, chunk] of chunks.entries()) if (chunk !== undefined) here.set(from + at, chunk);
  return { head: chunks.find((chunk) => chunk !== undefined), chunks: here };
}
