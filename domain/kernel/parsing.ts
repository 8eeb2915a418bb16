import * as z from 'zod/mini';

/** How often a schema is interpreted before zod compiles it; compiling takes longer than these few uses. */
const few = 16;

const used = new WeakMap<z.core.$ZodType, number>();
const compiled = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/**
 * The schema to parse with: a schema that is used often is compiled, others are interpreted. During a cold start most
 * schemas are used only a few times.
 */
export function parser<Schema extends z.ZodMiniType>(schema: Schema): Schema;
export function parser(schema: z.core.$ZodType): z.core.$ZodType {
  const known = compiled.get(schema);
  if (known) return known;
  const times = used.get(schema) ?? 0;
  used.set(schema, times + 1);
  if (times < few) return schema;
  const made = z.compile(schema);
  compiled.set(schema, made);
  return made;
}

/** Parses a value with a schema; throws when it does not fit. */
export const parsed = <Value>(schema: z.ZodMiniType<Value>, value: unknown): Value => parser(schema).parse(value);
