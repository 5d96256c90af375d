import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '#support/test-database.ts';
import { insertRows } from './insert-rows.ts';
import { sql } from './sql.ts';

describe('rows put in together', () => {
  it.each([0, 1, 49, 50, 51, 137])('are %i, each once and in order', (count) => {
    const { db } = openTestDatabase();
    db.script('create table line (id integer primary key, text text not null) strict');
    const lines = Array.from({ length: count }, (_, index) => ({ id: index + 1, text: `line ${index}` }));
    insertRows(
      db,
      sql`insert into line (id, text)`,
      lines.map(({ id, text }) => sql`(${id}, ${text})`),
    );
    expect(db.all(sql`select id, text from line order by id`)).toEqual(lines);
  });
});
