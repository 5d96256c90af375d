import * as z from 'zod';

type Schema = z.core.$ZodType;
type Check = (value: unknown) => boolean;

/**
 * A quick look derived from a schema: true only for values that `schema.parse` accepts and gives back as they are (no key
 * that it would leave out, nothing that it would change). False says nothing: the schema itself is asked then, so it stays
 * the one rule. Takes a fifth of the time of a parse; a load looks at 50,000 cases and their histories.
 *
 * @param standsFor schemas that transform their value, each with the shape of the values it leaves unchanged
 */
export function exactShape(schema: Schema, standsFor: ReadonlyMap<Schema, Schema> = new Map()): Check {
  const made = new Map<Schema, Check>();
  const checkOf = (given: Schema): Check => {
    const known = made.get(given);
    if (known !== undefined) return known;
    const check = compile(standsFor.get(given) ?? given, checkOf);
    made.set(given, check);
    return check;
  };
  return checkOf(schema);
}

/** For what is not known here the schema answers for itself, as long as it gives back what it was given. */
function byParsing(schema: Schema): Check {
  return (value) => {
    const parsed = z.safeParse(schema, value);
    return parsed.success && parsed.data === value;
  };
}

function compile(schema: Schema, checkOf: (schema: Schema) => Check): Check {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const inner = shapeOf(schema, def, checkOf);
  if (inner === null) return byParsing(schema);
  const checks = (def.checks ?? []).map(checkerOf);
  if (checks.includes(null)) return byParsing(schema);
  const [first, second, ...more] = checks as Check[];
  if (first === undefined) return inner;
  if (second === undefined) return (value) => inner(value) && first(value);
  return (value) => inner(value) && first(value) && second(value) && more.every((check) => check(value));
}

/** Null where the kind of schema is not known here. */
function shapeOf(
  schema: Schema,
  def: z.core.$ZodTypes['_zod']['def'],
  checkOf: (schema: Schema) => Check,
): Check | null {
  switch (def.type) {
    case 'string':
      return stringShape(schema);
    case 'number':
      if (!('format' in def)) return (value) => typeof value === 'number' && Number.isFinite(value);
      return def.format === 'safeint' ? Number.isSafeInteger : null;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'literal':
    case 'enum': {
      const { values } = (schema as z.core.$ZodEnum | z.core.$ZodLiteral)._zod;
      return (value) => values.has(value as string);
    }
    case 'nullable': {
      const inner = checkOf(def.innerType);
      return (value) => value === null || inner(value);
    }
    case 'array': {
      const element = checkOf(def.element);
      return (value) => {
        if (!Array.isArray(value)) return false;
        // Not by `every`, which passes over a hole.
        for (let index = 0; index < value.length; index += 1) if (!element(value[index])) return false;
        return true;
      };
    }
    case 'object':
      return def.catchall === undefined ? objectShape(def.shape, checkOf) : null;
    case 'record':
      return recordShape(checkOf(def.keyType), checkOf(def.valueType));
    case 'union':
      return 'discriminator' in def ? unionShape(def as z.core.$ZodDiscriminatedUnionDef, checkOf) : null;
    default:
      return null;
  }
}

function stringShape(schema: Schema): Check | null {
  const def = (schema as z.core.$ZodString)._zod.def as z.core.$ZodStringDef & Partial<z.core.$ZodStringFormatDef>;
  if (def.coerce === true) return null;
  if (def.format === undefined) return (value) => typeof value === 'string';
  const { pattern } = def;
  if (pattern === undefined || pattern.global || pattern.sticky) return null;
  return (value) => typeof value === 'string' && pattern.test(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function objectShape(shape: Readonly<Record<string, Schema>>, checkOf: (schema: Schema) => Check): Check {
  const fields = Object.entries(shape).map(([name, field]) => ({
    name,
    isOptional: field._zod.optin === 'optional',
    check: checkOf(field._zod.def.type === 'optional' ? (field as z.core.$ZodOptional)._zod.def.innerType : field),
  }));
  return (value) => {
    if (!isPlainObject(value)) return false;
    let known = 0;
    for (const { name, isOptional, check } of fields) {
      const part = value[name];
      if (part === undefined) {
        if (!isOptional || Object.hasOwn(value, name)) return false;
      } else if (check(part)) known += 1;
      else return false;
    }
    let all = 0;
    for (const _ in value) all += 1;
    return all === known;
  };
}

/** A partial record gives back its entries; one that asks for every key of a list is left to the schema. */
function recordShape(key: Check, entry: Check): Check {
  return (value) => {
    if (!isPlainObject(value)) return false;
    for (const name in value) if (name === '__proto__' || !key(name) || !entry(value[name])) return false;
    return true;
  };
}

function unionShape(def: z.core.$ZodDiscriminatedUnionDef, checkOf: (schema: Schema) => Check): Check | null {
  const byValue = new Map<unknown, Check>();
  for (const option of def.options) {
    const values = option._zod.propValues?.[def.discriminator];
    if (values === undefined) return null;
    for (const value of values) byValue.set(value, checkOf(option));
  }
  return (value) => isPlainObject(value) && byValue.get(value[def.discriminator])?.(value) === true;
}

/** Null where the check is not known here. Most are what a field has at all: a length, a bound, a pattern. */
function checkerOf(check: z.core.$ZodCheck): Check | null {
  const { def } = (check as z.core.$ZodChecks | z.core.$ZodCustom)._zod;
  switch (def.check) {
    case 'max_length':
      return (value) => (value as string).length <= def.maximum;
    case 'min_length':
      return (value) => (value as string).length >= def.minimum;
    case 'greater_than': {
      const least = Number(def.value);
      return (value) => (def.inclusive ? (value as number) >= least : (value as number) > least);
    }
    case 'less_than': {
      const most = Number(def.value);
      return (value) => (def.inclusive ? (value as number) <= most : (value as number) < most);
    }
    case 'number_format':
      return def.format === 'safeint' ? Number.isSafeInteger : null;
    case 'string_format': {
      const { pattern } = def;
      return pattern === undefined || pattern.global || pattern.sticky
        ? null
        : (value) => pattern.test(value as string);
    }
    case 'custom': {
      const { fn } = def as Partial<z.core.$ZodCustomDef>;
      return fn === undefined ? null : (value) => fn(value) === true;
    }
    default:
      return null;
  }
}
