import { invariant } from '#shared/errors/result.ts';
import { type Cipher, reencryptConnection, unlockConnection } from './cipher.ts';
import { Connection } from './connection.ts';
import { Database } from './driver.ts';
import { asStoreFailure } from './sqlite-failure.ts';

export interface OpenDatabaseOptions {
  readonly file: string;
  /** 32 random bytes; zeroing them afterwards is the caller's part. */
  readonly key: Uint8Array;
  readonly cipher: Cipher;
  /** Makes the file where there is none; otherwise that is `disk-failed`. */
  readonly create?: boolean;
}

/** Before 3.51.3 a reset of the write-ahead log could corrupt the database. */
const oldestSqlite = [3, 51, 3] as const;

/** Never read by memory map (errors would be signals), no plain temporary files, every reference checked. */
const settings = [
  ['mmap_size', 0],
  ['temp_store', 2],
  ['foreign_keys', 1],
  ['trusted_schema', 0],
  ['cell_size_check', 1],
] as const;

function isRecentEnough(version: string): boolean {
  const found = version.split('.').map(Number);
  for (const [index, wanted] of oldestSqlite.entries()) {
    const part = found[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

function setAndCheck(database: Database): void {
  const version = database.prepare('select sqlite_version()').pluck().get();
  invariant(typeof version === 'string' && isRecentEnough(version), 'SQLite is too old');
  const journal = database.pragma('journal_mode = wal', { simple: true });
  invariant(journal === 'wal' || database.memory, 'the write-ahead log is on');
  // The cipher build compiles WAL with NORMAL: the first connection says FULL, the next open does not.
  database.pragma('synchronous = full');
  invariant(database.pragma('synchronous', { simple: true }) === 2, 'synchronous is FULL');
  for (const [name, value] of settings) {
    database.pragma(`${name} = ${value}`);
    const found = database.pragma(name, { simple: true });
    // Where it is compiled out, mmap_size answers nothing.
    invariant(found === value || (name === 'mmap_size' && found === undefined), `${name} is ${value}`);
  }
  database.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
}

/**
 * Opens an encrypted database with every guarantee set and asserted: WAL, `synchronous=FULL`, a recent
 * SQLite. A wrong key and a damaged first page look the same to SQLite (`store-corrupt`); who holds the
 * key's check value can tell them apart.
 */
export function openDatabase(options: OpenDatabaseOptions): Connection {
  let database: Database | null = null;
  try {
    database = new Database(options.file, { fileMustExist: options.create !== true, timeout: 2000 });
    unlockConnection(database, options.cipher, options.key);
    database.prepare('select count(*) from sqlite_schema').get();
    setAndCheck(database);
    return new Connection(database);
  } catch (thrown) {
    database?.close();
    throw asStoreFailure(thrown);
  }
}

/** Changes the cipher of a closed database in place. Errors: as `openDatabase`. */
export function changeCipher(options: OpenDatabaseOptions, to: Cipher): void {
  let database: Database | null = null;
  try {
    database = new Database(options.file, { fileMustExist: true });
    unlockConnection(database, options.cipher, options.key);
    database.pragma('journal_mode = delete');
    reencryptConnection(database, to, options.key);
  } catch (thrown) {
    throw asStoreFailure(thrown);
  } finally {
    database?.close();
  }
}
