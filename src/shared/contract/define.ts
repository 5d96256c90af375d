import type * as z from 'zod';

/** One method of the contract: arguments and value by schema; the receiving side parses the arguments. */
export interface MethodSchema<Args extends z.ZodType = z.ZodType, Value extends z.ZodType = z.ZodType> {
  readonly args: Args;
  readonly value: Value;
  /** True where repeating the call with the same arguments is safe, so the client may repeat it after the core was lost. */
  readonly repeatable: boolean;
  /** Milliseconds after which the caller gives up; 15,000 where not set. */
  readonly timeoutMs?: number;
}

/** Declares a method. */
export function method<Args extends z.ZodType, Value extends z.ZodType>(
  schema: MethodSchema<Args, Value>,
): MethodSchema<Args, Value> {
  return schema;
}

export type MethodMap = Readonly<Record<string, MethodSchema>>;
export type ArgsOf<Map extends MethodMap, Name extends keyof Map> = z.infer<Map[Name]['args']>;
export type ArgsInputOf<Map extends MethodMap, Name extends keyof Map> = z.input<Map[Name]['args']>;
export type ValueOf<Map extends MethodMap, Name extends keyof Map> = z.infer<Map[Name]['value']>;
