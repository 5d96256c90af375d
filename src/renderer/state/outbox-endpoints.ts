import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

/** The ledger of acts of this device. */
export const outboxApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    outbox: build.query<ContractValue<'outbox.list'>, ContractArgs<'outbox.list'>>({
      query: ask('outbox.list'),
      providesTags: ['Outbox'],
    }),
    receiptProof: build.query<ContractValue<'outbox.receipt-proof'>, ContractArgs<'outbox.receipt-proof'>>({
      query: ask('outbox.receipt-proof'),
      providesTags: ['Outbox'],
    }),
    logEvidence: build.query<ContractValue<'outbox.log-evidence'>, ContractArgs<'outbox.log-evidence'>>({
      query: ask('outbox.log-evidence'),
      providesTags: ['Outbox'],
    }),
  }),
});

export const { useOutboxQuery, useReceiptProofQuery, useLogEvidenceQuery } = outboxApi;
