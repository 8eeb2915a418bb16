import type * as z from 'zod';

/** How often a schema parses as it is before it is compiled, which takes longer than that. */
const few = 16;

const used = new WeakMap<object, number>();

/** How a schema parses: compiled when it is much used. Most schemas are used a few times at most by a function's first call. */
export function parsing(schema: object): { jitless: boolean } {
  const times = used.get(schema) ?? 0;
  used.set(schema, times + 1);
  return { jitless: times < few };
}

/** A value in the words of a schema; throws where it is none. */
export const parsed = <Words>(schema: z.ZodType<Words>, value: unknown): Words => schema.parse(value, parsing(schema));
