import * as z from 'zod';
import { isObject, same } from '#domain/same.ts';

/** An object of the table: members that this release does not know are read and written back unchanged. */
export function stored<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  return z.looseObject(shape);
}

type Schema = z.core.$ZodType;

/** A stored value with the members that its schema names, and no others, however deep: what a reply may show. */
export function named<Value>(schema: Schema, value: Value): Value;
export function named(schema: Schema, value: unknown): unknown {
  const known = schemaOf(schema, value);
  if (known instanceof z.ZodArray && Array.isArray(value)) return value.map((element) => named(known.element, element));
  if (!isObject(value)) return value;
  if (known instanceof z.ZodRecord) return mapped(value, (_, part) => named(known.valueType, part));
  if (!(known instanceof z.ZodObject)) return value;
  const { shape } = known;
  const members = Object.entries(value).filter(([member]) => member in shape);
  return mapped(Object.fromEntries(members), (member, part) => named(shape[member], part));
}

/**
 * What is said of a stored value, with the members of what stands that this release does not know: it cannot have meant
 * to remove them. Elements of a list are the same thing where the first member of their schema says the same.
 */
export function renewed<Value>(schema: Schema, standing: unknown, said: Value): Value;
export function renewed(schema: Schema, standing: unknown, said: unknown): unknown {
  const known = schemaOf(schema, said);
  if (!isObject(said) || !isObject(standing) || known !== schemaOf(schema, standing)) return said;
  if (known instanceof z.ZodArray && Array.isArray(said) && Array.isArray(standing))
    return said.map((element) => renewed(known.element, counterpart(known.element, standing, element), element));
  if (!(known instanceof z.ZodObject)) return said;
  const { shape } = known;
  const before = new Map(Object.entries(standing));
  const unknown = [...before].filter(([member]) => !(member in shape));
  const told = mapped(said, (member, part) =>
    member in shape ? renewed(shape[member], before.get(member), part) : part,
  );
  return { ...Object.fromEntries(unknown), ...told };
}

/** The schema of a value that is there: of a union, the option that the value fits. */
function schemaOf(schema: Schema, value: unknown): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return schemaOf(schema.unwrap(), value);
  if (!(schema instanceof z.ZodUnion)) return schema;
  return schema.options.find((option) => z.safeParse(option, value).success) ?? schema;
}

function counterpart(schema: Schema, standing: unknown[], said: unknown): unknown {
  const [identity = ''] = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const alike = standing.filter((element) => same(Object(element)[identity], Object(said)[identity]));
  return alike.find((element) => same(named(schema, element), said)) ?? alike[0];
}

const mapped = (members: object, map: (member: string, part: unknown) => unknown) =>
  Object.fromEntries(Object.entries(members).map(([member, part]) => [member, map(member, part)]));
