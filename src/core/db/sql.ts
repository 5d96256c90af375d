/** What SQLite can bind. Booleans become 0 and 1; `undefined` is a bug and does not compile. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array;

type Bound = string | number | bigint | null | Uint8Array;

/** A statement or a part of one: text with a `?` for each value. Made by the `sql` tag only. */
export class Sql {
  readonly text: string;
  readonly values: readonly Bound[];

  constructor(text: string, values: readonly Bound[]) {
    this.text = text;
    this.values = values;
  }
}

/** Texts of templates without nested parts, so that a hot statement is joined once. */
const plainTexts = new WeakMap<TemplateStringsArray, string>();

function bound(value: SqlValue): Bound {
  return typeof value === 'boolean' ? Number(value) : value;
}

/**
 * SQL with its values bound: `sql`select name from person where id = ${id}``. A nested `sql` part is
 * put in as text with its own values. There is no way to put a value into the text.
 */
export function sql(parts: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Sql {
  if (!values.some((value) => value instanceof Sql)) {
    let text = plainTexts.get(parts);
    if (text === undefined) {
      text = parts.join('?');
      plainTexts.set(parts, text);
    }
    return new Sql(text, (values as readonly SqlValue[]).map(bound));
  }
  let text = parts[0] ?? '';
  const all: Bound[] = [];
  values.forEach((value, index) => {
    if (value instanceof Sql) {
      text += value.text;
      all.push(...value.values);
    } else {
      text += '?';
      all.push(bound(value));
    }
    text += parts[index + 1] ?? '';
  });
  return new Sql(text, all);
}

/** Nothing: for a condition that does not apply. */
export const emptySql = new Sql('', []);

/** Parts with a separator between them, `joinSql(conditions, ' and ')`. The separator is our own text. */
export function joinSql(parts: readonly Sql[], separator: ' and ' | ' or ' | ', ' | ' '): Sql {
  return new Sql(
    parts.map((part) => part.text).join(separator),
    parts.flatMap((part) => part.values),
  );
}

/** `(?, ?, ?)` for `in`. An empty list is `()`, which SQLite takes as "in nothing". */
export function listSql(values: readonly SqlValue[]): Sql {
  return new Sql(`(${values.map(() => '?').join(', ')})`, values.map(bound));
}

/**
 * For `in` over many values: `where id in ${eachOf(ids)}` binds them as one, so that the statement is the same for any number
 * of them and is prepared once.
 */
export function eachOf(values: readonly (string | number)[]): Sql {
  return new Sql('(select value from json_each(?))', [JSON.stringify(values)]);
}
