import type { PgliteFolder } from './safe-copy/pglite-folder.ts';
import type { Sql } from './sql.ts';

declare const reads: unique symbol;
declare const writes: unique symbol;

/** One transaction that sees one moment (repeatable read) and changes nothing. */
export interface ReadDb {
  readonly [reads]: true;
  /** The caller names the row's shape; columns of type bigint come as numbers. */
  rows<Row>(query: Sql): Promise<Row[]>;
  first<Row>(query: Sql): Promise<Row | undefined>;
}

/** One read-write transaction (read committed, explicit row locks). */
export interface WriteDb extends ReadDb {
  readonly [writes]: true;
  /** The number of rows changed. */
  run(query: Sql): Promise<number>;
  /** Several statements without values, for migrations. */
  script(text: string): Promise<void>;
}

/**
 * PostgreSQL, as a server or in this process (PGlite). The same SQL runs on both. `read` and `write` run their function
 * in one transaction: committed when it returns, rolled back when it throws. A `write` that loses against another
 * (serialization failure, deadlock) is run again from its start, so its function keeps no state outside.
 */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  /** `durable`: what is committed survives a power cut. */
  readonly durability: 'durable' | 'not-durable';
  read<Value>(work: (db: ReadDb) => Promise<Value>): Promise<Value>;
  write<Value>(work: (db: WriteDb) => Promise<Value>): Promise<Value>;
  /** Where PGlite keeps it, with the copies that survive a power cut; absent in memory and on a server. */
  readonly folder?: PgliteFolder;
  /** Connections of this process, where there is a pool of them. */
  pool?(): { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

/** Is told of transactions as they end, for figures. */
export interface DatabaseWatch {
  finished(mode: 'read' | 'write', seconds: number, isDone: boolean): void;
  /** One lost against another and is run again. */
  retried(): void;
}

/** What a driver has to do for a transaction. */
export interface Statements {
  query(text: string, values: unknown[]): Promise<{ readonly rows: unknown[]; readonly changed: number }>;
  script(text: string): Promise<void>;
}

/** The one place where a transaction gets its brand. */
export function writeDb(statements: Statements): WriteDb {
  const rows = async <Row>(query: Sql): Promise<Row[]> => {
    const { text, values } = query.bound();
    const result = await statements.query(text, values);
    return result.rows as Row[];
  };
  const db = {
    rows,
    first: async <Row>(query: Sql): Promise<Row | undefined> => (await rows<Row>(query))[0],
    run: async (query: Sql): Promise<number> => {
      const { text, values } = query.bound();
      return (await statements.query(text, values)).changed;
    },
    script: (text: string): Promise<void> => statements.script(text),
  };
  return db as unknown as WriteDb;
}
