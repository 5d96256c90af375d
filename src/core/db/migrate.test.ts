import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '#support/test-database.ts';
import { type Migration, migrate, schemaVersion } from './migrate.ts';
import { sql } from './sql.ts';
import { inTransaction } from './transaction.ts';

const steps: Migration[] = [
  { version: 10, up: (db) => db.script('create table t(a text) strict') },
  { version: 20, up: (db) => db.script('alter table t add column b integer; create index t_b on t(b)') },
];

describe('migrating', () => {
  it('runs what is missing, once', () => {
    const { db } = openTestDatabase({ migrations: steps, upTo: 10 });
    expect(schemaVersion(db)).toBe(10);
    expect(migrate(db, steps)).toBe(20);
    expect(migrate(db, steps)).toBe(20);
  });

  it('leaves the previous schema when a step fails half way', () => {
    const broken: Migration = {
      version: 30,
      up: (db) => {
        db.script('create table half(a text) strict');
        throw new Error('broken step');
      },
    };
    const { db, reopen } = openTestDatabase({ migrations: steps });
    expect(() => migrate(db, [...steps, broken])).toThrow('broken step');
    const again = reopen();
    expect(schemaVersion(again)).toBe(20);
    expect(again.column(sql`select name from sqlite_schema where name = 'half'`)).toEqual([]);
  });

  it('refuses a schema from a newer version and touches nothing', () => {
    const { db } = openTestDatabase({ migrations: [...steps, { version: 990, up: () => undefined }] });
    expect(() => migrate(db, steps)).toThrow(
      expect.objectContaining({ code: 'store-too-new', details: { found: 990, known: 20 } }),
    );
    expect(schemaVersion(db)).toBe(990);
  });
});

describe('a transaction', () => {
  it('is undone as a whole when its work throws, inner ones with it', () => {
    const { db } = openTestDatabase({ migrations: steps });
    expect(() =>
      inTransaction(db, () => {
        inTransaction(db, () => db.run(sql`insert into t(a) values ('inner')`));
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(db.column(sql`select a from t`)).toEqual([]);
  });
});
