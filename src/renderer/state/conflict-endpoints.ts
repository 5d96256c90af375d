import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

/** Own acts that do not go through, what stands between, and the answers. */
export const conflictApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    conflicts: build.query<ContractValue<'conflict.list'>, ContractArgs<'conflict.list'>>({
      query: ask('conflict.list'),
      providesTags: ['Outbox'],
    }),
    conflict: build.query<ContractValue<'conflict.explain'>, ContractArgs<'conflict.explain'>>({
      query: ask('conflict.explain'),
      // A change of the case changes what stands there now, and what may be chosen.
      providesTags: ['Outbox', 'Case'],
      keepUnusedDataFor: 0,
    }),
    answerConflict: build.mutation<ContractValue<'conflict.answer'>, ContractArgs<'conflict.answer'>>({
      query: ask('conflict.answer'),
    }),
  }),
});

export const { useConflictsQuery, useConflictQuery, useAnswerConflictMutation } = conflictApi;
