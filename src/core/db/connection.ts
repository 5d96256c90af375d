import { AppError } from '#shared/errors/app-error.ts';
import type { Database, Statement } from './driver.ts';
import type { Sql } from './sql.ts';
import { asStoreFailure } from './sqlite-failure.ts';

declare const readBrand: unique symbol;
declare const writeBrand: unique symbol;

/**
 * A connection that may only be read through. All methods are synchronous and fail with `store-locked`
 * after closing, `store-corrupt`, `disk-full`, `disk-failed`.
 */
export interface ReadDb {
  readonly [readBrand]: true;
  /** The first row, or undefined. */
  get<Row>(query: Sql): Row | undefined;
  all<Row>(query: Sql): Row[];
  /** The first column of the first row, or undefined. */
  value<Value>(query: Sql): Value | undefined;
  /** The first column of all rows. */
  column<Value>(query: Sql): Value[];
  /** Rows one by one. No other statement may write until it has ended. */
  each<Row>(query: Sql): IterableIterator<Row>;
  /** The lines of `explain query plan`: for tests of hot queries. */
  plan(query: Sql): string[];
}

/** The connection of the one writer. Several statements that belong together go into `inTransaction`. */
export interface WriteDb extends ReadDb {
  readonly [writeBrand]: true;
  run(query: Sql): { readonly changes: number; readonly lastId: number };
  /** Several statements without values: migrations. */
  script(text: string): void;
}

/** Most prepared statements kept; texts with lists of different lengths must not pile up. */
const maxStatements = 400;

/** The one implementation of both. Opened by `openDatabase`, which sets and checks it up. */
export class Connection implements WriteDb {
  declare readonly [readBrand]: true;
  declare readonly [writeBrand]: true;
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database) {
    this.#database = database;
  }

  get<Row>(query: Sql): Row | undefined {
    return this.#guard(() => this.#prepare(query).get(...query.values) as Row | undefined);
  }

  all<Row>(query: Sql): Row[] {
    return this.#guard(() => this.#prepare(query).all(...query.values) as Row[]);
  }

  value<Value>(query: Sql): Value | undefined {
    const row = this.#guard(() => this.#prepare(query).get(...query.values) as Record<string, Value> | undefined);
    return row === undefined ? undefined : Object.values(row)[0];
  }

  column<Value>(query: Sql): Value[] {
    return this.all<Record<string, Value>>(query).map((row) => Object.values(row)[0] as Value);
  }

  *each<Row>(query: Sql): IterableIterator<Row> {
    try {
      // A statement of its own: one that is being iterated cannot be run again.
      yield* this.#database.prepare(query.text).iterate(...query.values) as IterableIterator<Row>;
    } catch (thrown) {
      throw asStoreFailure(thrown);
    }
  }

  plan(query: Sql): string[] {
    const rows = this.#database.prepare(`explain query plan ${query.text}`).all(...query.values);
    return (rows as { detail: string }[]).map((row) => row.detail);
  }

  run(query: Sql): { readonly changes: number; readonly lastId: number } {
    return this.#guard(() => {
      const { changes, lastInsertRowid } = this.#prepare(query).run(...query.values);
      return { changes, lastId: Number(lastInsertRowid) };
    });
  }

  script(text: string): void {
    this.#guard(() => this.#database.exec(text));
  }

  /** For `inTransaction` and the opening of a store; nobody else needs it. */
  get raw(): Database {
    return this.#database;
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.open) this.#database.close();
  }

  #prepare(query: Sql): Statement {
    const known = this.#statements.get(query.text);
    if (known !== undefined) return known;
    const statement: Statement = this.#database.prepare(query.text);
    const oldest = this.#statements.size >= maxStatements ? this.#statements.keys().next().value : undefined;
    if (oldest !== undefined) this.#statements.delete(oldest);
    this.#statements.set(query.text, statement);
    return statement;
  }

  #guard<Value>(work: () => Value): Value {
    if (!this.#database.open) throw new AppError('store-locked');
    try {
      return work();
    } catch (thrown) {
      throw asStoreFailure(thrown);
    }
  }
}
