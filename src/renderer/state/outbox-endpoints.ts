import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

/** The ledger of acts of this device. */
export const outboxApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    outbox: build.query<ContractValue<'outbox.list'>, ContractArgs<'outbox.list'>>({
      query: ask('outbox.list'),
      providesTags: ['Outbox'],
    }),
    acknowledge: build.mutation<ContractValue<'outbox.acknowledge'>, ContractArgs<'outbox.acknowledge'>>({
      query: ask('outbox.acknowledge'),
      invalidatesTags: ['Outbox'],
    }),
  }),
});

export const { useOutboxQuery, useAcknowledgeMutation } = outboxApi;
