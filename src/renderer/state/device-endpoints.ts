import { QueryStatus } from '@reduxjs/toolkit/query';
import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { ask, coreApi } from './core-api.ts';

/** What every screen stands on: store, session, settings, sync. Kept for as long as the window lives; events renew it. */
export const deviceApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    storeStatus: build.query<ContractValue<'store.status'>, ContractArgs<'store.status'>>({
      query: ask('store.status'),
      keepUnusedDataFor: Number.POSITIVE_INFINITY,
    }),
    session: build.query<ContractValue<'session.current'>, ContractArgs<'session.current'>>({
      query: ask('session.current'),
      keepUnusedDataFor: Number.POSITIVE_INFINITY,
    }),
    settings: build.query<ContractValue<'settings.get'>, ContractArgs<'settings.get'>>({
      query: ask('settings.get'),
      keepUnusedDataFor: Number.POSITIVE_INFINITY,
    }),
    syncStatus: build.query<ContractValue<'sync.status'>, ContractArgs<'sync.status'>>({
      query: ask('sync.status'),
      keepUnusedDataFor: Number.POSITIVE_INFINITY,
    }),
    createStore: build.mutation<ContractValue<'store.create'>, ContractArgs<'store.create'>>({
      query: ask('store.create'),
    }),
    unlockStore: build.mutation<ContractValue<'store.unlock'>, ContractArgs<'store.unlock'>>({
      query: ask('store.unlock'),
    }),
    lockStore: build.mutation<ContractValue<'store.lock'>, ContractArgs<'store.lock'>>({ query: ask('store.lock') }),
    demoPeople: build.query<ContractValue<'session.demo-people'>, ContractArgs<'session.demo-people'>>({
      query: ask('session.demo-people'),
      providesTags: ['DemoPeople'],
    }),
    demoSignIn: build.mutation<ContractValue<'session.demo-sign-in'>, ContractArgs<'session.demo-sign-in'>>({
      query: ask('session.demo-sign-in'),
    }),
    signOut: build.mutation<ContractValue<'session.sign-out'>, ContractArgs<'session.sign-out'>>({
      query: ask('session.sign-out'),
    }),
    changeSettings: build.mutation<ContractValue<'settings.set'>, ContractArgs<'settings.set'>>({
      query: ask('settings.set'),
      // The screen follows at once; the core's answer settles what was asked, and nothing that was changed since.
      async onQueryStarted(change, { dispatch, queryFulfilled }) {
        const settle = (part: ContractArgs<'settings.set'>) =>
          dispatch(deviceApi.util.updateQueryData('settings', {}, (kept) => void Object.assign(kept, part)));
        const shown = settle(change);
        try {
          const { data } = await queryFulfilled;
          const asked = Object.keys(change) as (keyof Settings)[];
          settle(Object.fromEntries(asked.map((key) => [key, data[key]])));
        } catch {
          shown.undo();
        }
      },
    }),
    syncNow: build.mutation<ContractValue<'sync.now'>, ContractArgs<'sync.now'>>({ query: ask('sync.now') }),
    setOffline: build.mutation<ContractValue<'sync.set-offline'>, ContractArgs<'sync.set-offline'>>({
      query: ask('sync.set-offline'),
    }),
    pauseDocuments: build.mutation<ContractValue<'documents.pause'>, ContractArgs<'documents.pause'>>({
      query: ask('documents.pause'),
    }),
  }),
});

export const {
  useStoreStatusQuery,
  useSessionQuery,
  useSettingsQuery,
  useSyncStatusQuery,
  useCreateStoreMutation,
  useUnlockStoreMutation,
  useLockStoreMutation,
  useDemoPeopleQuery,
  useDemoSignInMutation,
  useSignOutMutation,
  useChangeSettingsMutation,
  useSyncNowMutation,
  useSetOfflineMutation,
  usePauseDocumentsMutation,
} = deviceApi;

type Mutations = ReturnType<typeof coreApi.reducer>['mutations'];

/** A change of the settings is on its way to the core: what the core tells meanwhile may be older than the screen. */
export function isChangingSettings(mutations: Mutations): boolean {
  return Object.values(mutations).some(
    (mutation) => mutation?.status === QueryStatus.pending && mutation.endpointName === 'changeSettings',
  );
}
