import * as z from 'zod';

/** An object of the table: members that this release does not know are read and written back unchanged. */
export function stored<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  return z.looseObject(shape);
}
