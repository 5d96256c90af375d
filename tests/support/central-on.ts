import { type CentralWish, startCentral, type TestCentral } from './central.ts';
import { startPostgres } from './postgres-server.ts';

/** For `describe.each`: what holds for central holds on both. */
export const databaseKinds = ['pglite', 'postgres'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

export interface CentralOn extends TestCentral {
  /** Null for PGlite, which is in the memory of this process. */
  readonly databaseUrl: `postgres://${string}` | null;
}

/** Central on an empty database of this kind; its end is the end of the database's server too. */
export async function startCentralOn(kind: DatabaseKind, wish: Omit<CentralWish, 'database'> = {}): Promise<CentralOn> {
  const postgres = kind === 'postgres' ? await startPostgres() : null;
  const databaseUrl = postgres === null ? null : ((await postgres.newDatabase()) as `postgres://${string}`);
  const test = await startCentral({ ...wish, database: databaseUrl ?? 'memory' });
  const stop = async (): Promise<void> => {
    await test.stop();
    await postgres?.stop();
  };
  return { ...test, databaseUrl, stop };
}
