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

/** A folder of its own, removed after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
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
}

/** A real, encrypted, migrated database file; closed and removed after the test. */
export function openTestDatabase(options: TestDatabaseOptions = {}): TestDatabase {
  const file = join(testFolder(), 'store.db');
  const key = randomBytes(32);
  const cipher = options.cipher ?? 'aegis';
  let db = openDatabase({ file, key, cipher, create: true });
  onTestFinished(() => db.close());
  migrate(db, options.migrations ?? migrations, options.upTo);
  const reopen = (): Connection => {
    db.close();
    db = openDatabase({ file, key, cipher });
    return db;
  };
  return { db, file, key, reopen };
}
