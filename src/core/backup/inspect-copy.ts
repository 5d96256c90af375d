import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '#shared/errors/app-error.ts';
import type { ReadDb } from '../db/connection.ts';
import { schemaVersion } from '../db/migrate.ts';
import { type OpenDatabaseOptions, openDatabase } from '../db/open-database.ts';
import { sql } from '../db/sql.ts';

/** What is counted in a store, to hold a copy against it. */
export interface StoreCounts {
  readonly cases: number;
  readonly acts: number;
  readonly lastAct: number;
  readonly schemaVersion: number;
}

export function countStore(db: ReadDb): StoreCounts {
  const counts = db.get<Omit<StoreCounts, 'schemaVersion'>>(
    sql`select (select count(*) from case_here) as cases, (select count(*) from outbox) as acts,
      (select last_n from device) as lastAct`,
  );
  if (counts === undefined || counts.lastAct === null) throw new AppError('backup-damaged', { part: 'device' });
  return { ...counts, schemaVersion: schemaVersion(db) };
}

const plainHeader = 'SQLite format 3\0';

/** An unencrypted database says what it is in its first bytes. */
function isPlain(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(plainHeader.length);
    readSync(handle, head, 0, head.length, 0);
    return head.toString('latin1') === plainHeader;
  } finally {
    closeSync(handle);
  }
}

/**
 * Opens a copy, reads every page of it and counts. Errors: `backup-damaged` where it is not whole, not encrypted, or no
 * store; `disk-failed`.
 */
export function inspectCopy(options: OpenDatabaseOptions): StoreCounts {
  if (isPlain(options.file)) throw new AppError('backup-damaged', { part: 'cipher' });
  try {
    const db = openDatabase(options);
    try {
      const found = db.column<string>(sql`pragma integrity_check(1)`);
      if (found[0] !== 'ok') throw new AppError('backup-damaged', { part: 'pages' });
      if (db.all(sql`pragma foreign_key_check`).length > 0)
        throw new AppError('backup-damaged', { part: 'references' });
      return countStore(db);
    } finally {
      db.close();
    }
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'store-corrupt') throw new AppError('backup-damaged', {}, thrown);
    throw thrown;
  }
}
