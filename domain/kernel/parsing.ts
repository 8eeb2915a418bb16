import type * as z from 'zod/mini';

/** How often a schema is interpreted before zod compiles it; compiling takes longer than these few uses. */
const few = 16;

const used = new WeakMap<object, number>();

/**
 * Parse options for zod: a schema that is used often is compiled, others are interpreted. During a cold start most
 * schemas are used only a few times.
 */
export function parsing(schema: object): { jitless: boolean } {
  const times = used.get(schema) ?? 0;
  used.set(schema, times + 1);
  return { jitless: times < few };
}

/** Parses a value with a schema; throws when it does not fit. */
export const parsed = <Value>(schema: z.ZodMiniType<Value>, value: unknown): Value =>
  schema.parse(value, parsing(schema));
