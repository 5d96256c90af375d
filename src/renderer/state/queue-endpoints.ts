import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import type { QueueFilter, QueueOrder } from '#shared/contract/queue.ts';
import { ask, coreApi } from './core-api.ts';

/** The queue and its saved views. Used by the queue, the workload and the case screen (next and previous). */
export const queueApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    queueWindow: build.query<ContractValue<'queue.window'>, ContractArgs<'queue.window'>>({
      query: ask('queue.window'),
      providesTags: ['Queue'],
      // Scrolling through 100,000 rows must not keep them all.
      keepUnusedDataFor: 4,
    }),
    queuePosition: build.query<ContractValue<'queue.position'>, ContractArgs<'queue.position'>>({
      query: ask('queue.position'),
      providesTags: ['Queue'],
      keepUnusedDataFor: 0,
    }),
    queueNeighbour: build.query<ContractValue<'queue.neighbour'>, ContractArgs<'queue.neighbour'>>({
      query: ask('queue.neighbour'),
      providesTags: ['Queue'],
      keepUnusedDataFor: 2,
    }),
    savedViews: build.query<ContractValue<'queue.views'>, ContractArgs<'queue.views'>>({
      query: ask('queue.views'),
      providesTags: ['Views'],
    }),
    saveView: build.mutation<ContractValue<'queue.save-view'>, ContractArgs<'queue.save-view'>>({
      query: ask('queue.save-view'),
      invalidatesTags: (_value, error) => (error === undefined ? ['Views'] : []),
    }),
    deleteView: build.mutation<ContractValue<'queue.delete-view'>, ContractArgs<'queue.delete-view'>>({
      query: ask('queue.delete-view'),
      invalidatesTags: (_value, error) => (error === undefined ? ['Views'] : []),
    }),
  }),
});

export const { useSavedViewsQuery, useSaveViewMutation, useDeleteViewMutation } = queueApi;

/** Rows asked for at once. One screen at the densest; few enough that one answer is handled within a frame. */
export const chunkRows = 100;

/** The arguments of one chunk of the queue: the one place that makes them, so that all who ask share the answer. */
export function queueWindowArgs(
  filter: QueueFilter,
  order: QueueOrder,
  chunk: number,
): { filter: QueueFilter; order: QueueOrder; offset: number; limit: number } {
  return { filter, order, offset: chunk * chunkRows, limit: chunkRows };
}
