import * as z from 'zod';
import { isObject, same } from '#domain/kernel/same.ts';

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
  const known = namers.get(schema) ?? namerOf(schema);
  namers.set(schema, known);
  return known(value);
}

/** Leaves a value with what a schema names. A reply asks it of every line: what kind the schema is, is asked once. */
type Namer = (value: unknown) => unknown;

const namers = new WeakMap<Schema, Namer>();

const whole: Namer = (value) => value;

function namerOf(schema: Schema): Namer {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return namerOf(schema.unwrap());
  if (schema instanceof z.ZodUnion) {
    const options = new Map(schema.options.map((option) => [option, namerOf(option)]));
    return (value) => options.get(schemaOf(schema, value))?.(value) ?? value;
  }
  if (schema instanceof z.ZodArray) {
    const element = namerOf(schema.element);
    if (element === whole) return whole;
    return (value) => (Array.isArray(value) ? value.map((one) => element(one)) : value);
  }
  if (schema instanceof z.ZodRecord) {
    const part = namerOf(schema.valueType);
    return (value) => (isObject(value) ? mapped(value, (_, one) => part(one)) : value);
  }
  if (!(schema instanceof z.ZodObject)) return whole;
  const members = new Map(Object.entries(schema.shape).map(([member, part]) => [member, namerOf(part)]));
  return (value) => {
    if (!isObject(value)) return value;
    const shown: Record<string, unknown> = {};
    for (const member in value) {
      const part = members.get(member);
      if (part) shown[member] = part(value[member]);
    }
    return shown;
  };
}

/**
 * What is said of a stored value, with the members of what stands that this release does not know: it cannot have meant
 * to remove them. Elements of a list are the same thing where they say the same, or where their id does.
 */
export function renewed<Value>(schema: Schema, current: unknown, said: Value): Value;
export function renewed(schema: Schema, current: unknown, said: unknown): unknown {
  if (!isObject(said) || !isObject(current) || same(said, current)) return said;
  const known = schemaOf(schema, said);
  if (known !== schemaOf(schema, current)) return said;
  if (known instanceof z.ZodArray && Array.isArray(said) && Array.isArray(current)) {
    const before = counterparts(known.element, current, said);
    return said.map((element, index) => renewed(known.element, before[index], element));
  }
  if (!(known instanceof z.ZodObject)) return said;
  const { shape } = known;
  const before = new Map(Object.entries(current));
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
function counterparts(schema: Schema, current: unknown[], said: unknown[]): unknown[] {
  const left = current.map((element) => ({ element, known: named(schema, element) }));
  const taken = (fits: (one: { element: unknown; known: unknown }) => boolean) => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0]?.element;
  };
  const identity = identities.get(schema);
  const unchanged = said.map((element) => taken(({ known }) => same(known, element)));
  if (!identity) return unchanged;
  const idOf = (element: unknown) => Object(element)[identity.id];
  return said.map((element, index) => unchanged[index] ?? taken((one) => same(idOf(one.element), idOf(element))));
}

const mapped = (members: object, map: (member: string, part: unknown) => unknown) =>
  Object.fromEntries(Object.entries(members).map(([member, part]) => [member, map(member, part)]));
