import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

/** Texts by field: what is typed on a case and is not an act yet. */
export type TypedTexts = Readonly<Record<string, string>>;

/**
 * What is typed, as the core keeps it: read when a case is opened, changed with each key (typed-keeper.ts holds what the
 * screen shows). Nothing makes it stale, or an answer on its way could undo a key. The person is part of the key, because
 * what is typed belongs to the one who typed it.
 */
export const typedApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    typed: build.query<TypedTexts, { readonly caseId: string; readonly officerId: string }>({
      query: ({ caseId }) => ask('case-file.typed')({ caseId }),
      transformResponse: (kept: ContractValue<'case-file.typed'>) =>
        Object.fromEntries(kept.map(({ field, text }) => [field, text])),
      keepUnusedDataFor: 120,
    }),
    keepTyped: build.mutation<ContractValue<'case-file.keep-typed'>, ContractArgs<'case-file.keep-typed'>>({
      query: ask('case-file.keep-typed'),
    }),
  }),
});

export const { useTypedQuery } = typedApi;
