import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './seal.ts';

/** The keys of one store, all derived from one random root key of 32 bytes. Zeroed on locking. */
export interface StoreKeys {
  readonly root: Uint8Array;
  readonly database: Uint8Array;
  readonly vault: Uint8Array;
  readonly journal: Uint8Array;
}

const noSalt = new Uint8Array(0);

/** Takes over `root`. */
export function keysFrom(root: Uint8Array): StoreKeys {
  return {
    root,
    database: deriveKey(root, noSalt, 'database'),
    vault: deriveKey(root, noSalt, 'vault'),
    journal: deriveKey(root, noSalt, 'journal'),
  };
}

export function zeroKeys(keys: StoreKeys): void {
  for (const key of [keys.root, keys.database, keys.vault, keys.journal]) key.fill(0);
}

/** Says whether a root key is the right one without the database: tells a wrong key from a damaged file. Hex. */
export function keyCheckOf(root: Uint8Array): string {
  return createHmac('sha256', root).update('dossier key check').digest('hex').slice(0, 32);
}

export function isRootKey(root: Uint8Array, keyCheck: string): boolean {
  return root.length === 32 && timingSafeEqual(Buffer.from(keyCheckOf(root)), Buffer.from(keyCheck));
}
