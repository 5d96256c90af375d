import type { Database, DatabaseWatch } from './database.ts';
import { openPglite } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';
import { watchedDatabase } from './watched-database.ts';

export interface DatabaseOptions {
  /** A PostgreSQL server; null for PGlite. */
  readonly url: string | null;
  /** PGlite's place; null for memory. */
  readonly dataDir: string | null;
  readonly connections?: number;
  readonly watch?: DatabaseWatch;
}

export async function openDatabase({ url, dataDir, connections, watch }: DatabaseOptions): Promise<Database> {
  const onRetry = (): void => watch?.retried();
  const database = url === null ? await openPglite(dataDir) : await openPostgres(url, connections, onRetry);
  return watch === undefined ? database : watchedDatabase(database, watch);
}
