import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

export const storageApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    storage: build.query<ContractValue<'settings.storage'>, ContractArgs<'settings.storage'>>({
      query: ask('settings.storage'),
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useStorageQuery } = storageApi;
