import type { WriteDb } from './connection.ts';
import { joinSql, type Sql, sql } from './sql.ts';

/** Rows of one statement: a fifth cheaper than one by one, and within SQLite's limit of bound values for any table here. */
const together = 50;

/** `insertRows(db, sql`insert into t (a, b)`, rows)`, each row as `sql`(${a}, ${b})``. Part of the caller's transaction. */
export function insertRows(db: WriteDb, into: Sql, rows: readonly Sql[]): void {
  const whole = rows.length - (rows.length % together);
  for (let from = 0; from < whole; from += together) {
    db.run(sql`${into} values ${joinSql(rows.slice(from, from + together), ', ')}`);
  }
  // One by one, so that two texts of a statement are prepared and not fifty.
  for (const row of rows.slice(whole)) db.run(sql`${into} values ${row}`);
}
