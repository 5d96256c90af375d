import { Connection } from '#core/db/connection.ts';
import { Database } from '#core/db/driver.ts';
import { migrate } from '#core/db/migrate.ts';
import { migrations } from '#core/db/migrations/all.ts';
import type { Sql } from '#core/db/sql.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The device's process has ended in the middle of something. */
export class ClientCrash extends Error {}

/** A store's connection with a say before each statement: there the process may die, or the disk be full. */
export class SimConnection extends Connection {
  beforeWrite: () => void = () => undefined;

  override run(query: Sql): { readonly changes: number; readonly lastId: number } {
    this.beforeWrite();
    return super.run(query);
  }
}

/** In memory: what was committed outlives a crash with the connection, what was not is rolled back. */
function connect(image: Buffer | string): SimConnection {
  const database = new Database(image as string);
  database.pragma('foreign_keys = 1');
  database.pragma('trusted_schema = 0');
  return new SimConnection(database);
}

let empty: Buffer | null = null;

/** A new store with the product's schema; migrated once, then copied. */
export function newStore(): SimConnection {
  if (empty === null) {
    const connection = connect(':memory:');
    migrate(connection, migrations);
    empty = connection.raw.serialize();
    connection.close();
  }
  return connect(empty);
}

/** A copy of the whole store as it stands: somebody's backup of the file. */
export function imageOf(store: SimConnection): Buffer {
  return store.raw.serialize();
}

export function storeFrom(image: Buffer): SimConnection {
  return connect(image);
}

export function diskFull(): AppError {
  return new AppError('disk-full', { sqlite: 'SQLITE_FULL' });
}
