import type { Database, ReadDb, WriteDb } from '#central/store/database.ts';
import { Sql } from '#central/store/sql.ts';

export interface Tampering {
  /** Changes what a query gives. */
  rows?(text: string, rows: readonly Record<string, unknown>[]): Record<string, unknown>[];
  /** Runs before a statement, in its transaction. */
  before?(text: string, db: WriteDb): Promise<void>;
  /** Changes the values of a statement. */
  values?(text: string, values: readonly unknown[]): readonly unknown[];
}

function rebuilt(query: Sql, tampering: Tampering): Sql {
  const { text, values } = query.bound();
  const changed = tampering.values?.(text, values);
  return changed === undefined ? query : new Sql(text.split(/\$\d+/u), changed as ConstructorParameters<typeof Sql>[1]);
}

function tamperedDb(db: WriteDb, tampering: Tampering): WriteDb {
  const rows = async <Row>(query: Sql): Promise<Row[]> => {
    const found = await db.rows<Record<string, unknown>>(query);
    return (tampering.rows?.(query.bound().text, found) ?? found) as Row[];
  };
  const wrapped = {
    rows,
    first: async <Row>(query: Sql): Promise<Row | undefined> => (await rows<Row>(query))[0],
    run: async (query: Sql): Promise<number> => {
      await tampering.before?.(query.bound().text, db);
      return db.run(rebuilt(query, tampering));
    },
    script: (text: string) => db.script(text),
  };
  return wrapped as unknown as WriteDb;
}

/** A database that answers, or is written to, other than the code of central means: how known bugs are put into it from outside. */
export function tamperedDatabase(real: Database, tampering: Tampering): Database {
  return {
    ...real,
    read: (work) => real.read((db: ReadDb) => work(tamperedDb(db as WriteDb, tampering))),
    write: (work) => real.write((db) => work(tamperedDb(db, tampering))),
  };
}
