import { describe, expect, it } from 'vitest';
import { sql } from './sql.ts';

describe('the sql tag', () => {
  it('numbers its values in the order of the text, through fragments', () => {
    const inner = sql`office = ${'CPCO'} and officer = ${null}`;
    const query = sql`select case_id from case_state where n > ${3} and (${inner}) and id = any(${['a', 'b']}::text[])`;
    expect(query.bound()).toEqual({
      text: 'select case_id from case_state where n > $1 and (office = $2 and officer = $3) and id = any($4::text[])',
      values: [3, 'CPCO', null, ['a', 'b']],
    });
  });

  it('may be used twice, with the same outcome', () => {
    const twice = sql`a = ${1}`;
    expect(sql`${twice} or ${twice}`.bound()).toEqual({ text: 'a = $1 or a = $2', values: [1, 1] });
    expect(twice.bound()).toEqual(twice.bound());
  });

  it('has no values where the text has none', () => {
    expect(sql`select 1`.bound()).toEqual({ text: 'select 1', values: [] });
  });
});
