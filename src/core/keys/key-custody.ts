import { randomBytes } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import type { Keychain } from '../ports/keychain.ts';
import type { KeychainWrap, KeyFile } from './key-file.ts';
import { keyOfPassphrase, passphraseParameters, requireStrong } from './passphrase.ts';
import { keyOfRecoveryKey, makeRecoveryKey } from './recovery-key.ts';
import { seal, unseal } from './seal.ts';
import { isRootKey, keyCheckOf } from './store-keys.ts';

const saltBytes = 32;
const about = { passphrase: Buffer.from('dossier passphrase wrap'), recovery: Buffer.from('dossier recovery wrap') };

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

async function wrapByPassphrase(root: Uint8Array, passphrase: string): Promise<NonNullable<KeyFile['passphrase']>> {
  requireStrong(passphrase);
  const salt = randomBytes(saltBytes);
  const key = await keyOfPassphrase(passphrase, salt, passphraseParameters);
  return { salt: text(salt), ...passphraseParameters, sealed: text(seal(key, root, about.passphrase)) };
}

function wrapByRecoveryKey(root: Uint8Array): { recovery: KeyFile['recovery']; recoveryKey: string } {
  const recoveryKey = makeRecoveryKey();
  const salt = randomBytes(saltBytes);
  const sealed = seal(keyOfRecoveryKey(recoveryKey, salt), root, about.recovery);
  return { recovery: { salt: text(salt), sealed: text(sealed) }, recoveryKey };
}

/** Null where this machine has no keychain worth the name: `basic_text` only obfuscates. */
async function wrapByKeychain(root: Uint8Array, keychain: Keychain): Promise<KeychainWrap | null> {
  const { usable, backend } = await keychain.status();
  return usable ? { backend, wrapped: text(await keychain.wrap(root)) } : null;
}

/**
 * Wraps a root key for a new store: by the keychain where there is one, by the passphrase where one is given
 * (without a keychain it must be: `weak-passphrase`), and always by a recovery key, given once.
 */
export async function guardRootKey(
  root: Uint8Array,
  keychain: Keychain,
  passphrase: string | null,
  cipher: KeyFile['cipher'],
): Promise<{ keys: KeyFile; recoveryKey: string }> {
  if (passphrase !== null) requireStrong(passphrase);
  const byKeychain = await wrapByKeychain(root, keychain);
  if (byKeychain === null && passphrase === null) throw new AppError('weak-passphrase', { least: 12 });
  const byPassphrase = passphrase === null ? null : await wrapByPassphrase(root, passphrase);
  const { recovery, recoveryKey } = wrapByRecoveryKey(root);
  const keyCheck = keyCheckOf(root);
  return {
    keys: { format: 1, cipher, keyCheck, keychain: byKeychain, passphrase: byPassphrase, recovery, retired: [] },
    recoveryKey,
  };
}

/** Another recovery key in place of the one that was given: for a store that is made anew. */
export function renewRecoveryKey(keys: KeyFile, root: Uint8Array): { keys: KeyFile; recoveryKey: string } {
  const { recovery, recoveryKey } = wrapByRecoveryKey(root);
  return { keys: { ...keys, recovery }, recoveryKey };
}

/**
 * The root key by the keychain. `keychain-changed` (details `recorded`, `found`) where another keychain is in
 * charge now, or the same one holds another key; nothing is overwritten then. `keychain-unavailable`: none made it.
 */
export async function unlockByKeychain(keys: KeyFile, keychain: Keychain): Promise<Uint8Array> {
  const { usable, backend } = await keychain.status();
  if (keys.keychain === null) throw new AppError('keychain-unavailable', { backend });
  const wraps = [keys.keychain, ...keys.retired].filter((wrap) => wrap.backend === backend);
  if (!usable || wraps.length === 0) {
    throw new AppError('keychain-changed', { recorded: keys.keychain.backend, found: backend });
  }
  for (const wrap of wraps) {
    const root = await tryUnwrap(wrap, keychain);
    if (root !== null && isRootKey(root, keys.keyCheck)) return root;
  }
  throw new AppError('keychain-changed', { recorded: keys.keychain.backend, found: backend });
}

async function tryUnwrap(wrap: KeychainWrap, keychain: Keychain): Promise<Uint8Array | null> {
  try {
    return await keychain.unwrap(bytesOf(wrap.wrapped));
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'keychain-changed') return null;
    throw thrown;
  }
}

/** Errors: `wrong-passphrase`, also where the store has none. */
export async function unlockByPassphrase(keys: KeyFile, passphrase: string): Promise<Uint8Array> {
  const wrap = keys.passphrase;
  if (wrap === null) throw new AppError('wrong-passphrase', { none: true });
  const key = await keyOfPassphrase(passphrase, bytesOf(wrap.salt), wrap);
  const root = unseal(key, bytesOf(wrap.sealed), about.passphrase);
  if (root === null || !isRootKey(root, keys.keyCheck)) throw new AppError('wrong-passphrase');
  return root;
}

/** Errors: `wrong-recovery-key`, with `mistyped` where its checksum does not fit. */
export function unlockByRecoveryKey(keys: KeyFile, recoveryKey: string): Uint8Array {
  const key = keyOfRecoveryKey(recoveryKey, bytesOf(keys.recovery.salt));
  const root = unseal(key, bytesOf(keys.recovery.sealed), about.recovery);
  if (root === null || !isRootKey(root, keys.keyCheck)) throw new AppError('wrong-recovery-key');
  return root;
}

/**
 * After the recovery key was used: wraps for this machine as it is now. The keychain's old wrap is retired,
 * not lost; a passphrase is replaced only by a new one.
 */
export async function guardAnew(
  keys: KeyFile,
  root: Uint8Array,
  keychain: Keychain,
  newPassphrase: string | null,
): Promise<KeyFile> {
  const passphrase = newPassphrase === null ? keys.passphrase : await wrapByPassphrase(root, newPassphrase);
  const byKeychain = await wrapByKeychain(root, keychain);
  const retired = keys.keychain === null ? keys.retired : [keys.keychain, ...keys.retired].slice(0, 20);
  return byKeychain === null ? { ...keys, passphrase } : { ...keys, passphrase, keychain: byKeychain, retired };
}
