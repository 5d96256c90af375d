import { Database } from '../db/driver.ts';
import { asStoreFailure } from '../db/sqlite-failure.ts';

/** Held while a process uses a data folder. */
export interface StoreLock {
  release(): void;
}

/**
 * Takes the folder for this process alone; another one gets `store-in-use`. It is SQLite's own file lock on an empty
 * database, because the operating system lets go of it when a process dies, however it dies.
 */
export function acquireStoreLock(path: string): StoreLock {
  let database: Database | null = null;
  try {
    database = new Database(path, { timeout: 200 });
    database.pragma('locking_mode = exclusive');
    database.exec('begin exclusive');
  } catch (thrown) {
    database?.close();
    throw asStoreFailure(thrown);
  }
  const held = database;
  return { release: () => void held.close() };
}
