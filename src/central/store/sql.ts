export type SqlValue =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly (string | null)[]
  | readonly (number | null)[]
  | Sql;

/** A statement with its values apart from its text. Made by the `sql` tag only, so that no value ever becomes text. */
export class Sql {
  readonly #parts: readonly string[];
  readonly #values: readonly SqlValue[];

  constructor(parts: readonly string[], values: readonly SqlValue[]) {
    this.#parts = parts;
    this.#values = values;
  }

  /** Text with `$1, $2, ...` and the values in their order; fragments within are spliced in. */
  bound(): { readonly text: string; readonly values: unknown[] } {
    const values: unknown[] = [];
    return { text: this.#render(values), values };
  }

  #render(values: unknown[]): string {
    return this.#parts.reduce((text, part, index) => {
      const value = this.#values[index - 1];
      if (value instanceof Sql) return text + value.#render(values) + part;
      values.push(value);
      return `${text}$${values.length}${part}`;
    });
  }
}

/** `` sql`select n from feed_counter where partition = ${partition}` `` */
export function sql(parts: TemplateStringsArray, ...values: SqlValue[]): Sql {
  return new Sql(parts, values);
}
