import type { Database } from './database.ts';
import { openPglite } from './pglite-database.ts';
import { openPostgres } from './postgres-database.ts';

export interface DatabaseOptions {
  /** A PostgreSQL server; null for PGlite. */
  readonly url: string | null;
  /** PGlite's place; null for memory. */
  readonly dataDir: string | null;
  readonly connections?: number;
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url === null) return openPglite(options.dataDir);
  return openPostgres(options.url, options.connections);
}
