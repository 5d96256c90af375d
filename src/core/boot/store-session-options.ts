import type { Cipher } from '../db/cipher.ts';
import type { Migration } from '../db/migrate.ts';
import type { Disk } from '../disk/disk.ts';
import type { Keychain } from '../ports/keychain.ts';

export interface StoreSessionOptions {
  readonly dataDir: string;
  readonly disk: Disk;
  readonly keychain: Keychain;
  readonly cipher: Cipher;
  readonly migrations: readonly Migration[];
  /** For the name of what is set aside. */
  readonly now: () => string;
}
