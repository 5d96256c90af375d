import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from '../../state/core-api.ts';

/** What the viewer asks of the core besides pages. */
export const viewerApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    documentFacts: build.query<ContractValue<'viewer.facts'>, ContractArgs<'viewer.facts'>>({
      query: ask('viewer.facts'),
      providesTags: (_value, _error, { sha256 }) => [{ type: 'Document', id: sha256 }],
      keepUnusedDataFor: 120,
    }),
    fetchDocument: build.mutation<ContractValue<'viewer.fetch'>, ContractArgs<'viewer.fetch'>>({
      query: ask('viewer.fetch'),
    }),
    rotations: build.query<ContractValue<'viewer.rotations'>, ContractArgs<'viewer.rotations'>>({
      query: ask('viewer.rotations'),
      keepUnusedDataFor: 120,
    }),
    rotatePage: build.mutation<ContractValue<'viewer.rotate'>, ContractArgs<'viewer.rotate'>>({
      query: ask('viewer.rotate'),
      onQueryStarted({ documentId, pageIndex, quarterTurns }, { dispatch, queryFulfilled }) {
        const patch = dispatch(
          viewerApi.util.updateQueryData('rotations', { documentId }, (turns) => {
            turns[String(pageIndex)] = quarterTurns;
          }),
        );
        queryFulfilled.catch(() => patch.undo());
      },
    }),
  }),
});

export const { useRotationsQuery, useRotatePageMutation, useFetchDocumentMutation } = viewerApi;
