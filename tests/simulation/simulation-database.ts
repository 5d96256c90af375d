import { putOffices, putPeople } from '#central/identity/people-store.ts';
import type { Database } from '#central/store/database.ts';
import { migrate } from '#central/store/migrate.ts';
import { openDatabase } from '#central/store/open-database.ts';
import { offices, staff } from '#support/central-cases.ts';
import { makeBackupTables } from './central-tables.ts';

/** PGlite in memory with central's schema, offices and people: opened once, emptied before each seed. */
export async function openSimulationDatabase(): Promise<Database> {
  const database = await openDatabase({ url: null, dataDir: null });
  await migrate(database, '2026-11-20T15:00:00.000Z');
  await database.write(async (db) => {
    await putOffices(db, offices);
    await putPeople(db, Object.values(staff));
  });
  await makeBackupTables(database);
  return database;
}
