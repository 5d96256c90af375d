import type { Contract } from '#shared/contract/contract.ts';
import type { coreEvents } from '#shared/contract/events.ts';
import type { CoreClient } from '../client/core-client.ts';
import { createCoreClient } from '../client/core-client.ts';
import { shell } from '../client/shell.ts';

export type WindowCore = CoreClient<Contract, typeof coreEvents>;

/** This window's line to the core. The contract is a type here: the schemas are the core's, and stay out of the page. */
export function connectCore(): WindowCore {
  return createCoreClient<Contract, typeof coreEvents>({ bridge: shell(), messages: window });
}
