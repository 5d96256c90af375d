import type { FrameCaller } from '#shared/contract/frame-caller.ts';
import { type KeychainStatus, keychainContract } from '#shared/contract/host-contract.ts';

/** The operating system's keeping of keys, reached through main. */
export interface Keychain {
  status(): Promise<KeychainStatus>;
  /** Fails with `keychain-unavailable` where the keychain would only obfuscate. */
  wrap(secret: Uint8Array): Promise<Uint8Array>;
  /** Fails with `keychain-changed` where the wrapped bytes are not of this keychain. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}

export function keychainOver(main: FrameCaller): Keychain {
  const ask = (method: keyof typeof keychainContract, args: unknown): Promise<unknown> => main.call(method, args);
  return {
    status: async () => keychainContract['keychain.status'].value.parse(await ask('keychain.status', undefined)),
    wrap: async (secret) => keychainContract['keychain.wrap'].value.parse(await ask('keychain.wrap', secret)),
    unwrap: async (wrapped) => keychainContract['keychain.unwrap'].value.parse(await ask('keychain.unwrap', wrapped)),
  };
}
