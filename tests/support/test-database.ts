import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Cipher } from '#core/db/cipher.ts';
import type { Connection } from '#core/db/connection.ts';
import { type Migration, migrate } from '#core/db/migrate.ts';
import { migrations } from '#core/db/migrations/all.ts';
import { openDatabase } from '#core/db/open-database.ts';

/** When to clean up: after the test, or `afterAll` for what a whole file shares. */
export type AtEnd = (work: () => void) => void;

/** A folder of its own, removed after the test. */
export function testFolder(atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-test-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestDatabase {
  readonly db: Connection;
  readonly file: string;
  readonly key: Uint8Array;
  /** Closes it and opens it again. */
  readonly reopen: () => Connection;
}

export interface TestDatabaseOptions {
  readonly cipher?: Cipher;
  /** Stop at this schema version: for testing a migration from the one before. */
  readonly upTo?: number;
  readonly migrations?: readonly Migration[];
  readonly atEnd?: AtEnd;
}

/** A real, encrypted, migrated database file; closed and removed after the test. */
export function openTestDatabase(options: TestDatabaseOptions = {}): TestDatabase {
  const atEnd = options.atEnd ?? onTestFinished;
  const file = join(testFolder(atEnd), 'store.db');
  const key = randomBytes(32);
  const cipher = options.cipher ?? 'aegis';
  let db = openDatabase({ file, key, cipher, create: true });
  atEnd(() => db.close());
  migrate(db, options.migrations ?? migrations, options.upTo);
  const reopen = (): Connection => {
    db.close();
    db = openDatabase({ file, key, cipher });
    return db;
  };
  return { db, file, key, reopen };
}
