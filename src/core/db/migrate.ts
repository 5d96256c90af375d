import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { Sql, sql } from './sql.ts';
import { inTransaction } from './transaction.ts';

/** One step of the schema: `migrations/0010-name.ts` exports it, `migrations/all.ts` lists it. */
export interface Migration {
  /** Rises by tens; kept in the file as `user_version`. */
  readonly version: number;
  readonly up: (db: WriteDb) => void;
}

export function schemaVersion(db: ReadDb): number {
  return db.value<number>(sql`pragma user_version`) ?? 0;
}

function checkOrder(migrations: readonly Migration[]): void {
  let before = 0;
  for (const { version } of migrations) {
    invariant(version > before && version % 10 === 0, `migration ${version} is out of order`);
    before = version;
  }
}

/**
 * Brings the schema up to date, each migration in a transaction of its own. `store-too-new` (details
 * `found`, `known`) leaves the file as it is.
 */
export function migrate(db: WriteDb, migrations: readonly Migration[], upTo = Number.POSITIVE_INFINITY): number {
  checkOrder(migrations);
  const found = schemaVersion(db);
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known) throw new AppError('store-too-new', { found, known });
  for (const { version, up } of migrations) {
    if (version <= found || version > upTo) continue;
    inTransaction(db, () => {
      up(db);
      // A pragma takes no bound value; the number is our own.
      db.run(new Sql(`pragma user_version = ${Math.trunc(version)}`, []));
    });
  }
  return schemaVersion(db);
}
