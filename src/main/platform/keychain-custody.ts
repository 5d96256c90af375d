import type { SafeStorage } from 'electron';
import type { CallContext, DispatchEntry, DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import type { Parser } from '#shared/contract/frames.ts';
import type { KeychainStatus, keychainContract } from '#shared/contract/host-contract.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** On Linux these only obfuscate: `basic_text` encrypts with a password that is in the source of Chromium. */
const uselessBackends: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

const platformBackend: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'keychain', win32: 'dpapi' };

type Storage = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>;

function keychainStatus(storage: Storage, platform: NodeJS.Platform): KeychainStatus {
  const available = storage.isEncryptionAvailable();
  // `getSelectedStorageBackend` exists on Linux alone.
  const backend = platform === 'linux' ? storage.getSelectedStorageBackend() : platformBackend[platform];
  if (backend === undefined) return { usable: false, backend: 'none' };
  return { usable: available && !uselessBackends.has(backend), backend };
}

const bytesParser: Parser<Uint8Array> = {
  safeParse: (value) => (value instanceof Uint8Array ? { success: true, data: value } : { success: false }),
};

const nothingParser: Parser<undefined> = {
  safeParse: (value) => (value === undefined ? { success: true, data: undefined } : { success: false }),
};

/**
 * What the core may ask of the operating system's keychain. safeStorage keeps strings, so bytes go
 * through base64; the key it uses never leaves it.
 */
export function keychainServices(
  storage: Storage,
  platform: NodeJS.Platform,
  whenReady: Promise<unknown>,
): DispatchTable<CallContext> {
  const requireUsable = (): void => {
    const { usable, backend } = keychainStatus(storage, platform);
    if (!usable) throw new AppError('keychain-unavailable', { backend });
  };
  const wrap = (secret: Uint8Array): Uint8Array => {
    requireUsable();
    return new Uint8Array(storage.encryptString(Buffer.from(secret).toString('base64')));
  };
  const unwrap = (wrapped: Uint8Array): Uint8Array => {
    requireUsable();
    try {
      return new Uint8Array(Buffer.from(storage.decryptString(Buffer.from(wrapped)), 'base64'));
    } catch (cause) {
      throw new AppError('keychain-changed', {}, cause);
    }
  };
  // safeStorage answers only once the application is ready; the core may ask earlier.
  const late =
    <Args, Value>(run: (args: Args) => Value) =>
    async (args: Args): Promise<Value> => {
      await whenReady;
      return run(args);
    };
  const table: Record<keyof typeof keychainContract, DispatchEntry<CallContext>> = {
    'keychain.status': { args: nothingParser, handle: late(() => keychainStatus(storage, platform)), repeatable: true },
    'keychain.wrap': { args: bytesParser, handle: late(wrap), repeatable: true },
    'keychain.unwrap': { args: bytesParser, handle: late(unwrap), repeatable: true },
  };
  return new Map(Object.entries(table));
}
