import * as z from 'zod';

/** A zod schema as the description of the API shows it. Validation is zod's own, in the handler. */
export function described(schema: z.ZodType): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    target: 'draft-7',
  });
  return rest;
}
