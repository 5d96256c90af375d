import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

export const backupApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    backups: build.query<ContractValue<'backup.list'>, ContractArgs<'backup.list'>>({
      query: ask('backup.list'),
      keepUnusedDataFor: 0,
      providesTags: ['Backup'],
    }),
    makeBackup: build.mutation<ContractValue<'backup.now'>, ContractArgs<'backup.now'>>({
      query: ask('backup.now'),
      invalidatesTags: ['Backup'],
    }),
    putBackup: build.mutation<ContractValue<'backup.put-back'>, ContractArgs<'backup.put-back'>>({
      query: ask('backup.put-back'),
      invalidatesTags: ['Backup'],
    }),
    recoverySeen: build.mutation<ContractValue<'store.recovery-seen'>, ContractArgs<'store.recovery-seen'>>({
      query: ask('store.recovery-seen'),
    }),
  }),
});

export const { useBackupsQuery, useMakeBackupMutation, usePutBackupMutation, useRecoverySeenMutation } = backupApi;
