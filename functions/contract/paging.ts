import * as z from 'zod';

/** The query of a list, and its reply. */

/** A whole number in a query. Only decimal digits: JavaScript would also read `0x10` and `1e3`. */
export function wholeNumber(least: number, most: number) {
  const number = z.int().min(least).max(most);
  return z.preprocess((sent) => (/^\d+$/.test(String(sent)) ? Number(sent) : sent), number);
}

/** The highest number of a feed; table keys have ten digits. */
export const mostNumbers = 9_999_999_999;

export const page = {
  limit: wholeNumber(1, 100).prefault(25),
  cursor: z.string().min(1).max(500).optional(),
};

export const Page = z.strictObject(page);

/** One page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
