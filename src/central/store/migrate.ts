import { AppError } from '#shared/errors/app-error.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations/all-migrations.ts';
import type { Migration } from './migrations/migration.ts';
import { isMadeByAnother } from './retry.ts';
import { sql } from './sql.ts';

/**
 * Brings the schema up to date, each step in a transaction of its own. Several centrals may start at once: the table
 * lock lets one at a time look and migrate.
 *
 * @param upTo last migration to run, for tests of a step from the schema before it
 * @throws AppError `store-too-new` when the schema was made by a newer Dossier; nothing is changed then
 */
export async function migrate(database: Database, now: string, upTo = Number.POSITIVE_INFINITY): Promise<void> {
  const known = migrations.at(-1)?.version ?? 0;
  if ((await schemaVersion(database)) === Math.min(known, upTo)) return;
  await makeVersionTable(database);
  for (const step of migrations.filter((each) => each.version <= upTo)) {
    await runStep(database, step, known, now);
  }
}

/** Null where there is none yet. Looked at first: a role that may not change the schema can start a central that needs no change. */
async function schemaVersion(database: Database): Promise<number | null> {
  return database.read(async (db) => {
    const table = await db.first<{ made: boolean }>(sql`select to_regclass('schema_version') is not null as made`);
    if (table?.made !== true) return null;
    const found = await db.first<{ version: number | null }>(sql`select max(version) as version from schema_version`);
    return found?.version ?? null;
  });
}

const startingTogether = 6;

/** "if not exists" does not see a table that other centrals are making at this moment, and fails on the catalogue. */
async function makeVersionTable(database: Database): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.write((db) =>
        db.script(
          'create table if not exists schema_version (version integer primary key, name text not null, applied_at text not null)',
        ),
      );
      return;
    } catch (thrown) {
      if (attempt === startingTogether || !isMadeByAnother(thrown)) throw thrown;
    }
  }
}

async function runStep(database: Database, step: Migration, known: number, now: string): Promise<void> {
  await database.write(async (db) => {
    await db.script('lock table schema_version in exclusive mode');
    const found = await db.first<{ version: number | null }>(sql`select max(version) as version from schema_version`);
    const version = found?.version ?? 0;
    if (version > known) throw new AppError('store-too-new', { found: version, known });
    if (version >= step.version) return;
    await db.script(step.up);
    await db.run(
      sql`insert into schema_version (version, name, applied_at) values (${step.version}, ${step.name}, ${now})`,
    );
  });
}
