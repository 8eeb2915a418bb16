import type * as z from 'zod';

const known = new WeakSet<object>();

/**
 * How a schema parses: at first as it is, and compiled when it is used again. To compile it takes longer than to parse
 * with it, and most schemas are used once by a function's first call.
 */
export function parsing(schema: object): { jitless: boolean } {
  const jitless = !known.has(schema);
  known.add(schema);
  return { jitless };
}

/** A value in the words of a schema; throws where it is none. */
export const parsed = <Words>(schema: z.ZodType<Words>, value: unknown): Words => schema.parse(value, parsing(schema));
