import { AppError } from '#shared/errors/app-error.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations/all-migrations.ts';
import type { Migration } from './migrations/migration.ts';
import { isUniqueViolation } from './retry.ts';
import { sql } from './sql.ts';

/**
 * Brings the schema up to date, each step in a transaction of its own. Several centrals may start at once: the table
 * lock lets one at a time look and migrate.
 *
 * @param upTo last migration to run, for tests of a step from the schema before it
 * @throws AppError `store-too-new` when the schema was made by a newer Dossier; nothing is changed then
 */
export async function migrate(database: Database, now: string, upTo = Number.POSITIVE_INFINITY): Promise<void> {
  await makeVersionTable(database);
  const known = migrations.at(-1)?.version ?? 0;
  for (const step of migrations.filter((each) => each.version <= upTo)) {
    await runStep(database, step, known, now);
  }
}

async function makeVersionTable(database: Database): Promise<void> {
  const make = (): Promise<void> =>
    database.write((db) =>
      db.script(
        'create table if not exists schema_version (version integer primary key, name text not null, applied_at text not null)',
      ),
    );
  try {
    await make();
  } catch (thrown) {
    // "if not exists" does not see a table that another central is making at this moment, and fails on the catalogue.
    if (!isUniqueViolation(thrown)) throw thrown;
    await make();
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
