import * as z from 'zod';
import { isObject, same } from '#domain/same.ts';

/** By which member the elements of a list are told apart. */
const identities = z.registry<{ id: string }>();

/**
 * An object of the table: members that this release does not know are read and written back unchanged. Where it stands
 * in a list, `id` is the member that says which element it is.
 */
export function stored<Shape extends z.ZodRawShape>(
  shape: Shape,
  identity?: { id: Extract<keyof Shape, string> },
): z.ZodObject<Shape> {
  const schema = z.looseObject(shape);
  return identity ? schema.register(identities, identity) : schema;
}

type Schema = z.core.$ZodType;

/** A stored value with the members that its schema names, and no others, however deep: what a reply may show. */
export function named<Said extends z.ZodType>(schema: Said, value: z.output<Said>): z.output<Said>;
export function named<Value>(schema: Schema, value: Value): Value;
export function named(schema: Schema, value: unknown): unknown {
  const known = schemaOf(schema, value);
  if (known instanceof z.ZodArray && Array.isArray(value)) return value.map((element) => named(known.element, element));
  if (!isObject(value)) return value;
  if (known instanceof z.ZodRecord) return mapped(value, (_, part) => named(known.valueType, part));
  if (!(known instanceof z.ZodObject)) return value;
  const { shape } = known;
  const members = Object.entries(value).filter(([member]) => Object.hasOwn(shape, member));
  return mapped(Object.fromEntries(members), (member, part) => named(shape[member], part));
}

/**
 * What is said of a stored value, with the members of what stands that this release does not know: it cannot have meant
 * to remove them. Elements of a list are the same thing where they say the same, or where their id does.
 */
export function renewed<Value>(schema: Schema, standing: unknown, said: Value): Value;
export function renewed(schema: Schema, standing: unknown, said: unknown): unknown {
  const known = schemaOf(schema, said);
  if (!isObject(said) || !isObject(standing) || known !== schemaOf(schema, standing)) return said;
  if (known instanceof z.ZodArray && Array.isArray(said) && Array.isArray(standing)) {
    const before = counterparts(known.element, standing, said);
    return said.map((element, index) => renewed(known.element, before[index], element));
  }
  if (!(known instanceof z.ZodObject)) return said;
  const { shape } = known;
  const before = new Map(Object.entries(standing));
  const unknown = [...before].filter(([member]) => !Object.hasOwn(shape, member));
  const told = mapped(said, (member, part) =>
    Object.hasOwn(shape, member) ? renewed(shape[member], before.get(member), part) : part,
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

/** For each element that is said the one that stood, each once: first those that say the same, then those of the same identity. */
function counterparts(schema: Schema, standing: unknown[], said: unknown[]): unknown[] {
  const left = [...standing];
  const taken = (fits: (element: unknown) => boolean) => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const identity = identities.get(schema);
  const unchanged = said.map((element) => taken((one) => same(named(schema, one), element)));
  if (!identity) return unchanged;
  const idOf = (element: unknown) => Object(element)[identity.id];
  return said.map((element, index) => unchanged[index] ?? taken((one) => same(idOf(one), idOf(element))));
}

const mapped = (members: object, map: (member: string, part: unknown) => unknown) =>
  Object.fromEntries(Object.entries(members).map(([member, part]) => [member, map(member, part)]));
