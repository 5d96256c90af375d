import { AppError } from '#shared/errors/app-error.ts';
import { type Cipher, ciphers } from '../db/cipher.ts';
import type { Connection } from '../db/connection.ts';
import { type Migration, migrate, schemaVersion } from '../db/migrate.ts';
import { changeCipher, openDatabase } from '../db/open-database.ts';
import type { Disk } from '../disk/disk.ts';
import type { ActRecord, IdentityRecord } from '../journal/journal-record.ts';
import { OutboxJournal, salvageJournal } from '../journal/outbox-journal.ts';
import type { StoreKeys } from '../keys/store-keys.ts';
import { Vault } from '../vault/vault.ts';
import type { StoreFiles } from './store-files.ts';

/** What a damaged store's journal gave back. */
export interface SalvagedOutbox {
  /** The newest one written: how far the chain of acts had come then; `acts` continue it. */
  readonly identity: IdentityRecord | null;
  /** In order of `n`, each once. */
  readonly acts: readonly ActRecord[];
  /** Records known to be lost. */
  readonly damaged: number;
}

/** A store that is open: closed as one. */
export interface OpenStore {
  readonly db: Connection;
  readonly journal: OutboxJournal;
  readonly vault: Vault;
  readonly cipher: Cipher;
  readonly schemaVersion: number;
  /** What the journal held when the store was opened: wanted when the database is new and the journal is not. */
  readonly salvage: SalvagedOutbox;
}

export interface OpenStoreOptions {
  readonly disk: Disk;
  readonly files: StoreFiles;
  readonly keys: StoreKeys;
  readonly cipher: Cipher;
  /** What the deployment wants it to be encrypted with from now on. */
  readonly wantedCipher: Cipher;
  readonly migrations: readonly Migration[];
  readonly create: boolean;
}

function salvage(disk: Disk, path: string, journalKey: Uint8Array): SalvagedOutbox {
  const { records, damaged } = salvageJournal(disk, path, journalKey);
  const acts = new Map<number, ActRecord>();
  let identity: IdentityRecord | null = null;
  for (const record of records) {
    if (record.kind === 'act') acts.set(record.envelope.n, record);
    else identity = record;
  }
  return { identity, acts: [...acts.values()].sort((a, b) => a.envelope.n - b.envelope.n), damaged };
}

function isCorrupt(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'store-corrupt';
}

/** A crash may fall between the change of the cipher and the note of it: the other one is tried before a file is called damaged. */
function openWithEitherCipher(file: string, key: Uint8Array, recorded: Cipher): { db: Connection; cipher: Cipher } {
  try {
    return { db: openDatabase({ file, key, cipher: recorded }), cipher: recorded };
  } catch (thrown) {
    const other = ciphers.find((each) => each !== recorded);
    if (!isCorrupt(thrown) || other === undefined) throw thrown;
    try {
      return { db: openDatabase({ file, key, cipher: other }), cipher: other };
    } catch (again) {
      throw isCorrupt(again) ? thrown : again;
    }
  }
}

function openInWantedCipher(options: OpenStoreOptions): { db: Connection; cipher: Cipher } {
  const { files, keys, wantedCipher } = options;
  const file = files.database;
  const key = keys.database;
  if (options.create) {
    return { db: openDatabase({ file, key, cipher: wantedCipher, create: true }), cipher: wantedCipher };
  }
  const opened = openWithEitherCipher(file, key, options.cipher);
  if (opened.cipher === wantedCipher) return opened;
  opened.db.close();
  changeCipher({ file, key, cipher: opened.cipher }, wantedCipher);
  return { db: openDatabase({ file, key, cipher: wantedCipher }), cipher: wantedCipher };
}

/**
 * Opens database, journal and vault with keys that are known to be right, so that a database that does not open is
 * damaged. Errors: `store-corrupt`, `store-too-new` (file untouched), `disk-full`, `disk-failed`.
 */
export function openStore(options: OpenStoreOptions): OpenStore {
  const { disk, files, keys, migrations } = options;
  const { db, cipher } = openInWantedCipher(options);
  try {
    // An emptied file opens with any key, as a new one would.
    if (!options.create && schemaVersion(db) === 0) throw new AppError('store-corrupt', { part: 'schema' });
    const version = migrate(db, migrations);
    const salvaged = salvage(disk, files.journal, keys.journal);
    const journal = OutboxJournal.open(disk, files.journal, keys.journal);
    const vault = new Vault(disk, files.vault, keys.vault);
    return { db, journal, vault, cipher, schemaVersion: version, salvage: salvaged };
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

export function closeStore(store: OpenStore): void {
  store.journal.close();
  store.db.close();
}
