import * as z from 'zod/mini';

/** The query of a list, and its reply. */

/** A whole number in a query. Only decimal digits: JavaScript would also read `0x10` and `1e3`. */
export function wholeNumber(least: number, most: number) {
  const number = z.int().check(z.minimum(least), z.maximum(most));
  return z.pipe(
    z.transform((sent) => (/^\d+$/.test(String(sent)) ? Number(sent) : sent)),
    number,
  );
}

/** The highest number of a feed; table keys have ten digits. */
export const mostNumbers = 9_999_999_999;

export const page = {
  limit: z.prefault(wholeNumber(1, 100), 25),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
};

export const Page = z.strictObject(page);

/** One page of a list. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.nullable(z.string()) });
