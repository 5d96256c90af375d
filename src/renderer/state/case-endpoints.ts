import type { ActInput } from '#shared/contract/case-file.ts';
import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

/** Cases and acts on them. The act's answer is the new view: it is shown at once, the queue follows by event. */
export const caseApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    caseView: build.query<ContractValue<'case-file.view'>, ContractArgs<'case-file.view'>>({
      query: ask('case-file.view'),
      providesTags: (_value, _error, { caseId }) => [{ type: 'Case', id: caseId }],
    }),
    openCase: build.mutation<ContractValue<'case-file.open'>, ContractArgs<'case-file.open'>>({
      query: ask('case-file.open'),
      async onQueryStarted({ caseId }, { dispatch, queryFulfilled }) {
        const { data } = await queryFulfilled.catch(() => ({ data: null }));
        if (data !== null) void dispatch(caseApi.util.upsertQueryData('caseView', { caseId }, data));
      },
    }),
    readWhole: build.mutation<ContractValue<'case-file.read-whole'>, ContractArgs<'case-file.read-whole'>>({
      query: ask('case-file.read-whole'),
      async onQueryStarted({ caseId }, { dispatch, queryFulfilled }) {
        const { data } = await queryFulfilled.catch(() => ({ data: null }));
        if (data !== null) void dispatch(caseApi.util.upsertQueryData('caseView', { caseId }, data));
      },
    }),
    prepareCase: build.query<ContractValue<'case-file.prepare'>, ContractArgs<'case-file.prepare'>>({
      query: ask('case-file.prepare'),
      keepUnusedDataFor: 10,
    }),
    caseHistory: build.query<ContractValue<'case-file.history'>, ContractArgs<'case-file.history'>>({
      query: ask('case-file.history'),
      providesTags: (_value, _error, { caseId }) => [{ type: 'Case', id: caseId }],
    }),
    /** One act on one case. Making it twice with the same `actId` does it once. */
    act: build.mutation<ContractValue<'case-file.act'>, ActInput>({
      query: (input) => ({ method: 'case-file.act', args: input }),
      async onQueryStarted({ caseId }, { dispatch, queryFulfilled }) {
        const { data } = await queryFulfilled.catch(() => ({ data: null }));
        if (data === null) return;
        const args = { caseId: data.view.state.id };
        void dispatch(caseApi.util.upsertQueryData('caseView', args, data.view));
        dispatch(coreApi.util.invalidateTags(['Outbox']));
        if (args.caseId !== caseId) throw new Error('an act answered for another case');
      },
    }),
    people: build.query<ContractValue<'case-file.people'>, ContractArgs<'case-file.people'>>({
      query: ask('case-file.people'),
      providesTags: ['People'],
      keepUnusedDataFor: 600,
    }),
  }),
});

export const {
  useCaseViewQuery,
  useOpenCaseMutation,
  useReadWholeMutation,
  usePrepareCaseQuery,
  useCaseHistoryQuery,
  useActMutation,
  usePeopleQuery,
} = caseApi;
