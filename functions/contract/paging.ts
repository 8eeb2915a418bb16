import * as z from 'zod';

/** How a list is asked for, and how it is answered. */

/** A whole number in a query: of decimal digits alone, where JavaScript also knows `0x10` and `1e3`. */
export function wholeNumber(least: number, most: number) {
  const number = z.int().min(least).max(most);
  return z.preprocess((sent) => (/^\d+$/.test(String(sent)) ? Number(sent) : sent), number);
}

/** Numbers of a feed have ten digits. */
export const mostNumbers = 9_999_999_999;

export const page = {
  limit: wholeNumber(1, 100).prefault(25),
  cursor: z.string().min(1).max(500).optional(),
};

export const Page = z.strictObject(page);

/** A page of a list as it is answered. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
