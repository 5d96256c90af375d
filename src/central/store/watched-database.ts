import type { Database, DatabaseWatch } from './database.ts';

/** A database whose transactions are timed. */
export function watchedDatabase(database: Database, watch: DatabaseWatch): Database {
  async function timed<Value>(mode: 'read' | 'write', work: () => Promise<Value>): Promise<Value> {
    const began = performance.now();
    let isDone = false;
    try {
      const value = await work();
      isDone = true;
      return value;
    } finally {
      watch.finished(mode, (performance.now() - began) / 1000, isDone);
    }
  }
  return {
    ...database,
    read: (work) => timed('read', () => database.read(work)),
    write: (work) => timed('write', () => database.write(work)),
  };
}
