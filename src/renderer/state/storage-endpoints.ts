import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

export const storageApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    storage: build.query<ContractValue<'settings.storage'>, ContractArgs<'settings.storage'>>({
      query: ask('settings.storage'),
      keepUnusedDataFor: 0,
    }),
    documentStorage: build.query<ContractValue<'documents.storage'>, ContractArgs<'documents.storage'>>({
      query: ask('documents.storage'),
      providesTags: ['Storage'],
      keepUnusedDataFor: 0,
    }),
    setDocumentBudget: build.mutation<ContractValue<'documents.set-budget'>, ContractArgs<'documents.set-budget'>>({
      query: ask('documents.set-budget'),
      invalidatesTags: ['Storage'],
    }),
  }),
});

export const { useStorageQuery, useDocumentStorageQuery, useSetDocumentBudgetMutation } = storageApi;
