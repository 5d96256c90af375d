import { AppError } from '#shared/errors/app-error.ts';
import type { Disk } from '../disk/disk.ts';
import { guardAnew, unlockByKeychain, unlockByPassphrase, unlockByRecoveryKey } from '../keys/key-custody.ts';
import { type KeyFile, writeKeyFile } from '../keys/key-file.ts';
import { requireStrong } from '../keys/passphrase.ts';
import type { Keychain } from '../ports/keychain.ts';

export type UnlockWith =
  | { readonly with: 'keychain' }
  | { readonly with: 'passphrase'; readonly passphrase: string }
  | { readonly with: 'recovery-key'; readonly recoveryKey: string; readonly newPassphrase: string | null };

export interface Custody {
  readonly keychain: Keychain;
  readonly disk: Disk;
  readonly folder: string;
}

/** The root key, and the key file as it stands afterwards: a recovery key guards it anew. Errors: those of `unlockBy*`. */
export async function unlockRoot(
  how: UnlockWith,
  keys: KeyFile,
  { keychain, disk, folder }: Custody,
): Promise<{ readonly root: Uint8Array; readonly keys: KeyFile }> {
  switch (how.with) {
    case 'keychain':
      return { root: await unlockByKeychain(keys, keychain), keys };
    case 'passphrase':
      return { root: await unlockByPassphrase(keys, how.passphrase), keys };
    case 'recovery-key': {
      if (how.newPassphrase !== null) requireStrong(how.newPassphrase);
      const root = unlockByRecoveryKey(keys, how.recoveryKey);
      const guarded = await guardAnew(keys, root, keychain, how.newPassphrase);
      writeKeyFile(disk, folder, guarded);
      return { root, keys: guarded };
    }
  }
}

/** Whether the keychain still gives the key; where it does not, what is left. */
export async function whatGuards(
  keys: KeyFile | null,
  keychain: Keychain,
): Promise<'keychain' | 'passphrase' | 'fails'> {
  if (keys === null || keys.keychain === null) return 'passphrase';
  try {
    (await unlockByKeychain(keys, keychain)).fill(0);
    return 'keychain';
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return keys.passphrase === null ? 'fails' : 'passphrase';
  }
}
