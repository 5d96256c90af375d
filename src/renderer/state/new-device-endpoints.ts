import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

/** A store that goes on as another device, and the acts that it had open before. */
export const newDeviceApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    renewDevice: build.mutation<ContractValue<'device.renew'>, ContractArgs<'device.renew'>>({
      query: ask('device.renew'),
      invalidatesTags: ['Outbox', 'Backup'],
    }),
    earlierActs: build.query<ContractValue<'device.earlier-acts'>, ContractArgs<'device.earlier-acts'>>({
      query: ask('device.earlier-acts'),
      // Whether central has an act is read from its case.
      providesTags: ['Outbox', 'Case'],
    }),
    dealWithAct: build.mutation<ContractValue<'device.deal-with'>, ContractArgs<'device.deal-with'>>({
      query: ask('device.deal-with'),
      invalidatesTags: ['Outbox'],
    }),
  }),
});

export const { useRenewDeviceMutation, useEarlierActsQuery, useDealWithActMutation } = newDeviceApi;
