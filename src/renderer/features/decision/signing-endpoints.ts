import type { ContractValue } from '#shared/contract/contract.ts';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import { coreApi } from '../../state/core-api.ts';

/** The signing of a case on this device, as the outbox has it: looked for among the latest acts. */
export const signingApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    signing: build.query<OutboxItem | null, { readonly caseId: string }>({
      query: () => ({ method: 'outbox.list', args: { show: 'all', offset: 0, limit: 500 } }),
      transformResponse: ({ items }: ContractValue<'outbox.list'>, _meta, { caseId }) =>
        items.find((item) => item.type === 'decision.sign' && item.caseId === caseId && item.state === 'received') ??
        null,
      providesTags: ['Outbox'],
    }),
  }),
});

export const { useSigningQuery } = signingApi;
