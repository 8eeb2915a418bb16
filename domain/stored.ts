import * as z from 'zod';

/** An object of the table: members that this release does not know are read and written back unchanged. */
export function stored<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  return z.looseObject(shape);
}

/** A stored object with the members that its schema names, and no others: what a reply may show. */
export function named<Value extends object>({ shape }: z.ZodObject, value: Value): Value {
  const shown = { ...value };
  for (const member of Object.keys(shown)) if (!(member in shape)) Reflect.deleteProperty(shown, member);
  return shown;
}
