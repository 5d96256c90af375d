import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Transaction } from '@electric-sql/pglite';
import { PGlite, types } from '@electric-sql/pglite';
import type { Database, ReadDb, Statements, WriteDb } from './database.ts';
import { writeDb } from './database.ts';
import { takeFolderLock } from './folder-lock.ts';
import { withRetry } from './retry.ts';

function statements(transaction: Transaction): Statements {
  return {
    query: async (text, values) => {
      const { rows, affectedRows } = await transaction.query(text, values);
      return { rows, changed: affectedRows ?? 0 };
    },
    script: async (text) => {
      await transaction.exec(text);
    },
  };
}

/**
 * PostgreSQL in this process, for demos, pilots and tests: one connection, one process per folder, and nothing in it
 * survives a power cut for certain (PGlite never calls fsync), so its durability is `not-durable`.
 *
 * @param dataDir folder of this central, null for a database in memory
 * @throws AppError `store-in-use` when another process holds the folder
 */
export async function openPglite(dataDir: string | null): Promise<Database> {
  const releaseLock = dataDir === null ? () => {} : takeFolderLock(dataDir);
  try {
    const folder = dataDir === null ? undefined : join(dataDir, 'pglite');
    if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const parsers = { [types.INT8]: (value: string) => Number(value) };
    const pglite = folder === undefined ? await PGlite.create({ parsers }) : await PGlite.create(folder, { parsers });
    return {
      kind: 'pglite',
      durability: 'not-durable',
      read: async <Value>(work: (db: ReadDb) => Promise<Value>): Promise<Value> =>
        pglite.transaction(async (transaction) => {
          await transaction.exec('set transaction read only');
          return work(writeDb(statements(transaction)));
        }),
      write: <Value>(work: (db: WriteDb) => Promise<Value>): Promise<Value> =>
        withRetry(async () => pglite.transaction((transaction) => work(writeDb(statements(transaction))))),
      close: async () => {
        await pglite.close();
        releaseLock();
      },
    };
  } catch (thrown) {
    releaseLock();
    throw thrown;
  }
}
