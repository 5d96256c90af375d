import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';
import { Connection, type WriteDb } from './connection.ts';
import { asStoreFailure } from './sqlite-failure.ts';

/**
 * Runs `work` as one transaction: all of it is on disk when this returns, or none of it. Inside another
 * transaction it is a part of that one. `work` must not be async: SQLite has one writer and would wait.
 */
export function inTransaction<Value>(db: WriteDb, work: () => Value): Value {
  invariant(db instanceof Connection, 'a WriteDb is a Connection');
  const { raw } = db;
  if (!raw.open) throw new AppError('store-locked');
  if (raw.inTransaction) return work();
  try {
    raw.exec('begin immediate');
    const value = work();
    invariant(!(value instanceof Promise), 'a transaction is not async');
    raw.exec('commit');
    return value;
  } catch (thrown) {
    // After SQLITE_FULL or an I/O error SQLite may have rolled back by itself.
    if (raw.inTransaction) raw.exec('rollback');
    throw asStoreFailure(thrown);
  }
}
