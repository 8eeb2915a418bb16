import * as z from 'zod';
import { wordsFor } from '#functions/description/fields.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Direction = 'input' | 'output';

/** The schemas of requests (`input`) or of replies (`output`), by name. Each is written once, and referred to elsewhere. */
export function components(io: Direction, named: Record<string, z.ZodType>) {
  const registry = z.registry<{ id: string }>();
  const add = (id: string, schema: z.ZodType) => registry.has(schema) || registry.add(schema, { id });
  for (const [id, schema] of Object.entries(named)) add(id, schema);
  const uri = (id: string) => `#/components/schemas/${id}`;
  return {
    add,
    reference: (schema: z.ZodType) => ({ $ref: uri(registry.get(schema)?.id ?? '') }),
    all: () => {
      const { schemas } = z.toJSONSchema(registry, { ...options(io), uri });
      return Object.fromEntries(
        Object.entries(schemas).map(([id, { $schema: _, $id: _id, ...schema }]) => [id, published(schema, [id])]),
      );
    },
  };
}

/** The JSON schema of one zod schema. `place` is where its members are: the name of a schema, or of a part of requests. */
export function schemaOf(schema: z.core.$ZodType, place: string, io: Direction): JsonSchema {
  const { $schema: _, ...drawn } = z.toJSONSchema(schema, options(io));
  return published(drawn, [place]);
}

const options = (io: Direction) => ({
  io,
  unrepresentable: 'any' as const,
  override: (context: Parameters<typeof anyOfForOptionalDiscriminator>[0]) => {
    anyOfForOptionalDiscriminator(context);
    // A later release may add members to a reply, which readers must ignore.
    if (io === 'output') delete context.jsonSchema.additionalProperties;
  },
});

/** Turns `oneOf` into `anyOf` where the discriminator is optional: OpenAPI tools require it in a `oneOf`. */
const anyOfForOptionalDiscriminator: NonNullable<z.core.ToJSONSchemaParams['override']> = ({
  zodSchema: {
    _zod: { def },
  },
  jsonSchema,
}) => {
  const { oneOf } = jsonSchema;
  const by = 'discriminator' in def && typeof def.discriminator === 'string' ? def.discriminator : undefined;
  if (!oneOf || !by || oneOf.every(({ required }) => required?.includes(by))) return;
  jsonSchema.anyOf = oneOf;
  delete jsonSchema.oneOf;
};

/** These formats say it all. Zod's patterns for them are long, and not every regular expression reads them. */
const formats = new Set(['date', 'date-time', 'email', 'uri']);

/**
 * A JSON schema of zod as other programs and people read it best: with the words for its members, which `path` leads to, and
 * without what says nothing.
 */
function published(schema: JsonSchema, path: readonly string[]): JsonSchema {
  const inside = (inner: JsonSchema) => published(inner, path);
  const { properties, items, anyOf, oneOf, allOf, ...own } = schema;
  const members = Object.entries(properties ?? {})
    .filter(([, member]) => !isNever(member))
    .map(([name, member]) => [name, described(published(Object(member), [...path, name]), [...path, name])]);
  return nullable({
    ...bounded(own),
    ...(properties && { properties: Object.fromEntries(members) }),
    ...(items && { items: inside(Object(items)) }),
    ...(anyOf && { anyOf: anyOf.map(inside) }),
    ...(oneOf && { oneOf: oneOf.map(inside) }),
    ...(allOf && { allOf: allOf.map(inside) }),
  });
}

/** A member that must not be sent is no member for readers: `additionalProperties` refuses it already. */
const isNever = (member: unknown) => Object(member).not !== undefined;

function described(schema: JsonSchema, path: readonly string[]): JsonSchema {
  const description = wordsFor(path);
  return description ? { ...schema, description } : schema;
}

/** The 32 bits of an `int32`, and the bounds that zod gives every whole number. */
const most32 = 2 ** 31 - 1;
const most = Number.MAX_SAFE_INTEGER;

/** Without a pattern that a format makes superfluous. A whole number that may pass 32 bits says so. */
function bounded({ pattern, minimum, maximum, ...schema }: JsonSchema): JsonSchema {
  const isLong = schema.type === 'integer' && ((maximum ?? most) > most32 || (minimum ?? -most) < -most32 - 1);
  return {
    ...schema,
    ...(isLong && { format: 'int64' }),
    ...(pattern !== undefined && !formats.has(schema.format ?? '') && { pattern }),
    ...(minimum !== undefined && minimum !== -most && { minimum }),
    ...(maximum !== undefined && maximum !== most && { maximum }),
  };
}

/** Says `null` as a further type, where a value is of one type or null. */
function nullable(schema: JsonSchema): JsonSchema {
  const [value, none, ...others] = schema.anyOf ?? [];
  const { type, enum: values, ...rest } = value ?? {};
  if (typeof type !== 'string' || value?.const !== undefined || none?.type !== 'null' || others.length > 0)
    return schema;
  const { anyOf: _, ...outer } = schema;
  return { ...rest, ...outer, type: [type, 'null'], ...(values && { enum: [...values, null] }) };
}
