import { describe, expect, it } from 'vitest';
import { emptySql, joinSql, listSql, sql } from './sql.ts';

describe('the sql tag', () => {
  it('binds every value and puts none into the text', () => {
    const query = sql`select id from person where name = ${"'; drop table person"} and active = ${true}`;
    expect(query.text).toBe('select id from person where name = ? and active = ?');
    expect(query.values).toEqual(["'; drop table person", 1]);
  });

  it('nests, joins and lists parts in order', () => {
    const conditions = [sql`a = ${1}`, sql`b in ${listSql(['x', 'y'])}`];
    const query = sql`select a from t where ${joinSql(conditions, ' and ')}${emptySql} limit ${5}`;
    expect(query.text).toBe('select a from t where a = ? and b in (?, ?) limit ?');
    expect(query.values).toEqual([1, 'x', 'y', 5]);
  });

  it('gives the same text for the same template, so that statements are prepared once', () => {
    const make = (id: number) => sql`select a from t where id = ${id}`;
    expect(make(1).text).toBe(make(2).text);
  });
});
