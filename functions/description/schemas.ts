import * as z from 'zod/mini';
import { readOnly } from '#domain/kernel/read-only.ts';
import { orderEvents } from '#domain/listening/events.ts';
import { OrderEvent } from '#domain/listening/order-event.ts';
import { OrderReply, WarningReply } from '#domain/order/projection.ts';
import { OrderRow } from '#functions/contract/replies/order-row.ts';
import { keyFor, words } from '#functions/description/fields.ts';
import { forms } from '#functions/description/forms.ts';
import { ActionName, MissingCode, ReadinessCode, WarningCode } from '#functions/description/problem-documents.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Whether a schema is for what requests send or for what replies give. */
type Direction = 'input' | 'output';

/** The named schemas of a document. */
export type Schemas = {
  /** Names schemas that others may share: whatever has the content of one of them refers to it. */
  share: (named: Record<string, z.core.$ZodType>, io: Direction) => void;
  /** Refers to a schema by the name given here, or by that of a shared one with the same content. */
  named: (name: string, schema: z.core.$ZodType, io: Direction) => JsonSchema;
  /** A schema written out. `place` is where its members are. */
  inline: (place: string, schema: z.core.$ZodType, io: Direction) => JsonSchema;
  /** All that have been named, with the words for their members. */
  all: () => Record<string, JsonSchema>;
};

export function collectSchemas(): Schemas {
  const byName = new Map<string, JsonSchema>();
  const names = new Map<string, string>();
  const shared = (schema: JsonSchema): JsonSchema => {
    const name = names.get(JSON.stringify(schema));
    return name ? schemaNamed(name) : schema;
  };
  const drawn = (schema: z.core.$ZodType, io: Direction) => published(z.toJSONSchema(schema, options(io)), shared);
  const add = (name: string, schema: JsonSchema) => {
    if (byName.has(name)) throw new Error(`Two schemas have the name ${name}.`);
    byName.set(name, schema);
  };
  return {
    share: (named, io) => {
      for (const [name, schema] of Object.entries(named)) {
        const content = drawn(schema, io);
        add(name, content);
        names.set(JSON.stringify(content), name);
      }
    },
    named: (name, schema, io) => {
      const content = drawn(schema, io);
      if (content.$ref !== undefined) return content;
      add(name, content);
      return schemaNamed(name);
    },
    inline: (place, schema, io) => withWords(drawn(schema, io), [place]),
    all: () => Object.fromEntries([...byName].map(([name, schema]) => [name, withWords(schema, [name])])),
  };
}

export const schemaNamed = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Texts of a reply that have one of these values. The domain does not check what it has written itself. */
const valuesOf = new Map<z.core.$ZodType, { options: readonly string[] }>([
  [OrderReply.shape.readiness.def.element.shape.code, ReadinessCode],
  [OrderRow.shape.missing.def.element, MissingCode],
  [OrderReply.shape.actions.def.element, ActionName],
  [WarningReply.shape.code, WarningCode],
]);

const options = (io: Direction): z.core.ToJSONSchemaParams => ({
  io,
  unrepresentable: 'any',
  override: ({ zodSchema, jsonSchema }) => {
    // A later release may add members to a reply, which readers must ignore.
    if (io === 'output') delete jsonSchema.additionalProperties;
    if (zodSchema === OrderEvent) beOneOf(jsonSchema, Object.values(orderEvents), io);
    const values = valuesOf.get(zodSchema);
    if (values) jsonSchema.enum = [...values.options];
    const form = forms.get(zodSchema);
    if (form) jsonSchema.title = form.title;
    if (zodSchema === readOnly) jsonSchema.description = 'Read-only: as the last reply shows it, or left out.';
    const { oneOf } = jsonSchema;
    const { def } = zodSchema._zod;
    const by = 'discriminator' in def && typeof def.discriminator === 'string' ? def.discriminator : undefined;
    // OpenAPI tools require the discriminator in a `oneOf`.
    if (!oneOf || !by || oneOf.every(({ required }) => required?.includes(by))) return;
    jsonSchema.anyOf = oneOf;
    delete jsonSchema.oneOf;
  },
});

/** Makes a schema one of several. Replies pass on what is stored, so their own schema says only what these share. */
function beOneOf(jsonSchema: JsonSchema, all: readonly z.core.$ZodType[], io: Direction): void {
  for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
  jsonSchema.oneOf = all.map((schema) => z.toJSONSchema(schema, options(io)));
}

/** A schema whose direct parts are mapped; for a member, with its name. */
function mapped(schema: JsonSchema, map: (part: JsonSchema, member?: string) => JsonSchema): JsonSchema {
  const { properties, items, anyOf, oneOf, allOf, ...own } = schema;
  const all = (parts: JsonSchema[]) => parts.map((part) => map(part));
  const members = Object.entries(properties ?? {}).map(([name, part]) => [name, map(Object(part), name)]);
  return {
    ...own,
    ...(properties && { properties: Object.fromEntries(members) }),
    ...(items && { items: map(Object(items)) }),
    ...(anyOf && { anyOf: all(anyOf) }),
    ...(oneOf && { oneOf: all(oneOf) }),
    ...(allOf && { allOf: all(allOf) }),
  };
}

/** A JSON schema of zod as people and other programs read it best, its parts first. */
function published({ $schema: _, ...schema }: JsonSchema, shared: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const parts = mapped(withoutNever(schema), (part) => published(part, shared));
  return shared(nullable(flat(bounded(parts))));
}

/** Without members that must never be sent: `additionalProperties` refuses them already. */
function withoutNever({ properties, ...schema }: JsonSchema): JsonSchema {
  const members = Object.entries(properties ?? {}).filter(([, member]) => Object(member).not === undefined);
  return { ...schema, ...(properties && { properties: Object.fromEntries(members) }) };
}

/** These formats say it all. Zod's patterns for them are long, and not every regular expression reads them. */
const formats = new Set(['date', 'date-time', 'email', 'uri']);

/** The most that fits 32 bits, and the bound that zod gives to every whole number. */
const most32 = 2 ** 31 - 1;
const most = Number.MAX_SAFE_INTEGER;

/** Without bounds that say nothing, and a pattern that its format makes superfluous. What may pass 32 bits says so. */
function bounded({ pattern, minimum, maximum, minLength, ...schema }: JsonSchema): JsonSchema {
  const isLong = schema.type === 'integer' && ((maximum ?? most) > most32 || (minimum ?? -most) < -most32);
  return {
    ...schema,
    ...(isLong && { format: 'int64' }),
    ...(pattern !== undefined && !formats.has(schema.format ?? '') && { pattern }),
    ...(Number.isInteger(schema.const) && { type: 'integer' }),
    ...(minLength !== 0 && minLength !== undefined && { minLength }),
    ...(minimum !== undefined && minimum !== -most && { minimum }),
    ...(maximum !== undefined && maximum !== most && { maximum }),
  };
}

/** Without a union in a union: all forms stand side by side. */
function flat({ anyOf, ...schema }: JsonSchema): JsonSchema {
  const parts = anyOf?.flatMap((part) => (Object.keys(part).join() === 'oneOf' ? (part.oneOf ?? []) : [part]));
  return { ...schema, ...(parts && { anyOf: parts }) };
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

/** A schema with the words for its members. `path` leads to it: the name of a schema, then names of members. */
const withWords = (schema: JsonSchema, path: readonly string[]): JsonSchema =>
  mapped(schema, (part, member) => {
    if (member === undefined) return withWords(part, path);
    const place = [...path, member];
    const key = keyFor(place);
    return { ...(key && { description: words[key] }), ...withWords(part, place) };
  });
