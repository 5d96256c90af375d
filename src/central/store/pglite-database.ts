import { setFlagsFromString } from 'node:v8';
import type { Transaction } from '@electric-sql/pglite';
import { PGlite, types } from '@electric-sql/pglite';
import type { Database, ReadDb, Statements, WriteDb } from './database.ts';
import { writeDb } from './database.ts';
import { takeFolderLock } from './folder-lock.ts';
import { withRetry } from './retry.ts';
import { PgliteFolder } from './safe-copy/pglite-folder.ts';

/*
 * Freeing what V8 has compiled anew loses count of its pages now and then and ends the process ("Check failed:
 * jit_page_->allocations_.erase(addr) == 1", nodejs/node#64500), so it is not freed: some hundred kilobytes a database.
 */
setFlagsFromString('--no-wasm-code-gc');

/** @param onChange a statement has changed rows, or may have */
function statements(transaction: Transaction, onChange: () => void): Statements {
  return {
    query: async (text, values) => {
      const { rows, affectedRows } = await transaction.query(text, values);
      if ((affectedRows ?? 0) > 0) onChange();
      return { rows, changed: affectedRows ?? 0 };
    },
    script: async (text) => {
      if (text !== checkpoint) onChange();
      await transaction.exec(text);
    },
  };
}

/** Writes what is committed from memory to the files; changes nothing. */
export const checkpoint = 'checkpoint';

const parsers = {
  [types.INT8]: (value: string) => Number(value),
  // A backslash, an x and hex: read by PGlite byte by byte it costs a first load as much as everything else at central.
  [types.BYTEA]: (value: string) => Buffer.from(value.slice(2), 'hex'),
};

/**
 * PostgreSQL in this process, for demos, pilots and tests: one connection, one process per folder. Nothing in it
 * survives a power cut for certain (PGlite never calls fsync), so its durability is `not-durable`; copies of its folder do,
 * and one takes its place after such an end.
 *
 * @param dataDir folder of this central, null for a database in memory
 * @throws AppError `store-in-use` when another process holds the folder
 */
export async function openPglite(dataDir: string | null): Promise<Database> {
  const releaseLock = dataDir === null ? () => {} : takeFolderLock(dataDir);
  try {
    const folder = dataDir === null ? null : await PgliteFolder.open(dataDir);
    const pglite = folder === null ? await PGlite.create({ parsers }) : await PGlite.create(folder.path, { parsers });
    const noteChange = (): void => folder?.noteChange();
    return {
      kind: 'pglite',
      durability: 'not-durable',
      ...(folder === null ? {} : { folder }),
      read: async <Value>(work: (db: ReadDb) => Promise<Value>): Promise<Value> =>
        pglite.transaction(async (transaction) => {
          await transaction.exec('set transaction read only');
          return work(writeDb(statements(transaction, () => undefined)));
        }),
      write: <Value>(work: (db: WriteDb) => Promise<Value>): Promise<Value> =>
        withRetry(async () => pglite.transaction((transaction) => work(writeDb(statements(transaction, noteChange))))),
      close: async () => {
        await pglite.close();
        await folder?.end();
        releaseLock();
      },
    };
  } catch (thrown) {
    releaseLock();
    throw thrown;
  }
}
