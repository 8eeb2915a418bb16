import * as z from 'zod/mini';
import { isObject, same } from '#domain/kernel/same.ts';
import { optionsOf } from '#domain/kernel/unions.ts';

/** For a schema of list elements: the member that identifies an element. */
const identities = z.registry<{ id: string }>();

/**
 * A schema for an object in the table. Members that this release does not know are kept and written back. For elements
 * of a list, `id` is the member that identifies them.
 */
export function stored<Shape extends z.core.$ZodShape>(
  shape: Shape,
  identity?: { id: Extract<keyof Shape, string> },
): z.ZodMiniObject<Shape> {
  const schema = z.looseObject(shape);
  return identity ? schema.register(identities, identity) : schema;
}

type Schema = z.core.$ZodType;

/**
 * A stored value reduced to the members that its schema names, at every depth. Replies use it, so unknown members are
 * never shown.
 */
export function knownMembers<Said extends z.ZodMiniType>(schema: Said, value: z.output<Said>): z.output<Said>;
export function knownMembers<Value>(schema: Schema, value: Value): Value;
export function knownMembers(schema: Schema, value: unknown): unknown {
  const known = pickers.get(schema) ?? pickerOf(schema);
  pickers.set(schema, known);
  return known(value);
}

/** Picks a value's known members. Made once for each schema, because a reply uses it for every line. */
type Picker = (value: unknown) => unknown;

const pickers = new WeakMap<Schema, Picker>();

const unchanged: Picker = (value) => value;

function pickerOf(schema: Schema): Picker {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable || schema instanceof z.ZodMiniDefault)
    return pickerOf(schema.def.innerType);
  const options = optionsOf(schema);
  if (options) {
    const pickersOfOptions = new Map(options.map((option) => [option, pickerOf(option)]));
    return (value) => pickersOfOptions.get(schemaOf(schema, value))?.(value) ?? value;
  }
  if (schema instanceof z.ZodMiniArray) {
    const element = pickerOf(schema.def.element);
    if (element === unchanged) return unchanged;
    return (value) => (Array.isArray(value) ? value.map((one) => element(one)) : value);
  }
  if (schema instanceof z.ZodMiniRecord) {
    const part = pickerOf(schema.def.valueType);
    return (value) => (isObject(value) ? mapped(value, (_, one) => part(one)) : value);
  }
  if (!(schema instanceof z.ZodMiniObject)) return unchanged;
  const members = new Map(Object.entries(schema.shape).map(([member, part]) => [member, pickerOf(part)]));
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
 * The new value of a stored object, with the members of the current one that this release does not know. A list's
 * elements are matched by equal content first, then by their id.
 */
export function withUnknownMembers<Value>(schema: Schema, current: unknown, next: Value): Value;
export function withUnknownMembers(schema: Schema, current: unknown, next: unknown): unknown {
  if (!isObject(next) || !isObject(current) || same(next, current)) return next;
  const known = schemaOf(schema, next);
  if (known !== schemaOf(schema, current)) return next;
  if (known instanceof z.ZodMiniArray && Array.isArray(next) && Array.isArray(current)) {
    const before = currentElements(known.def.element, current, next);
    return next.map((element, index) => withUnknownMembers(known.def.element, before[index], element));
  }
  if (!(known instanceof z.ZodMiniObject)) return next;
  const { shape } = known;
  const before = new Map(Object.entries(current));
  const unknown = [...before].filter(([member]) => !Object.hasOwn(shape, member));
  const nextMembers = mapped(next, (member, value) => {
    const part = Object.hasOwn(shape, member) ? shape[member] : undefined;
    return part ? withUnknownMembers(part, before.get(member), value) : value;
  });
  return { ...Object.fromEntries(unknown), ...nextMembers };
}

/** The schema that applies to a value; for a union, the option that the value fits. */
function schemaOf(schema: Schema, value: unknown): Schema {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable || schema instanceof z.ZodMiniDefault)
    return schemaOf(schema.def.innerType, value);
  return optionsOf(schema)?.find((option) => z.safeParse(option, value).success) ?? schema;
}

/**
 * For each new element of a list the current one that it replaces, each used once: first one with equal content, then
 * one with the same id.
 */
function currentElements(schema: Schema, current: unknown[], next: unknown[]): unknown[] {
  const left = current.map((element) => ({ element, known: knownMembers(schema, element) }));
  const taken = (fits: (one: { element: unknown; known: unknown }) => boolean) => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0]?.element;
  };
  const identity = identities.get(schema);
  const unchanged = next.map((element) => taken(({ known }) => same(known, element)));
  if (!identity) return unchanged;
  const idOf = (element: unknown) => Object(element)[identity.id];
  return next.map((element, index) => unchanged[index] ?? taken((one) => same(idOf(one.element), idOf(element))));
}

const mapped = (members: object, map: (member: string, part: unknown) => unknown) =>
  Object.fromEntries(Object.entries(members).map(([member, part]) => [member, map(member, part)]));
