import type { BaseQueryFn } from '@reduxjs/toolkit/query/react';
import { createApi } from '@reduxjs/toolkit/query/react';
import type { ContractArgs, ContractValue, MethodName } from '#shared/contract/contract.ts';
import type { CoreEventName, CoreEventPayload } from '#shared/contract/events.ts';
import type { Unsubscribe } from '#shared/contract/shell-bridge.ts';
import type { PlainError } from '#shared/errors/app-error.ts';
import { toPlain } from '#shared/errors/app-error.ts';

/** The core as the state layer uses it; `client/` gives the real one, a test may give an in-process one. */
export interface CoreCaller {
  call<Name extends MethodName>(
    method: Name,
    args: ContractArgs<Name>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<ContractValue<Name>>;
  on<Name extends CoreEventName>(name: Name, listener: (payload: CoreEventPayload<Name>) => void): Unsubscribe;
}

/** What thunks and endpoints get besides the state. */
export interface StoreExtra {
  readonly core: CoreCaller;
}

/** One question to the core: a method of the contract and its arguments. */
export interface CoreQuestion {
  readonly method: MethodName;
  readonly args: unknown;
}

const askCore: BaseQueryFn<CoreQuestion, unknown, PlainError> = async ({ method, args }, { extra, signal }) => {
  const { core } = extra as StoreExtra;
  try {
    return { data: await core.call(method, args as ContractArgs<MethodName>, { signal }) };
  } catch (thrown) {
    return { error: toPlain(thrown) };
  }
};

/**
 * RTK Query over the contract. Features add their endpoints with `injectEndpoints`; what they provide under these tags
 * goes stale with the core's events (core-events.ts), never with a timer.
 */
export const coreApi = createApi({
  reducerPath: 'core',
  baseQuery: askCore,
  tagTypes: ['Queue', 'Views', 'Case', 'People', 'Outbox', 'Document', 'Storage', 'DemoPeople', 'Trip', 'Backup'],
  keepUnusedDataFor: 30,
  endpoints: () => ({}),
});

/** The `query` of an endpoint: this method with these arguments. */
export function ask<Name extends MethodName>(method: Name): (args: ContractArgs<Name>) => CoreQuestion {
  return (args) => ({ method, args });
}
