import { readFileSync } from 'node:fs';
import { pathPattern } from '#infra/local/parts/path-pattern.ts';

/** The OpenAPI document as tests read it. */

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, as it stands in the document
export type Json = any;

export const document: Json = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));

/** What a `$ref` leads to; anything else is itself. */
const resolved = (node: Json): Json =>
  node?.$ref ? resolved(stepsOf(node.$ref).reduce((at, step) => at?.[step], document)) : node;
const stepsOf = (reference: string) => reference.split('/').slice(1);
const nameOf = ({ $ref = '' }: Json): string => stepsOf($ref).at(-1) ?? '';

/** One form of a reply: its media type, the name of its schema, and the code if it is a problem. */
type Form = { type: string; schema: string; code?: string };

/** What an operation may answer with a status. `place` says where its headers are described; each has a schema. */
export type Response = { place: string; headers: Record<string, Json>; forms: Form[] };
export type Operation = { name: string; method: string; pattern: RegExp; responses: Map<number, Response> };

export const operations: Operation[] = Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
  Object.entries<Json>(methods).map(([method, { operationId: name, responses }]) => ({
    name,
    method: method.toUpperCase(),
    pattern: pathPattern(path),
    responses: new Map(
      Object.entries(responses).map(([status, response]) => [
        Number(status),
        responseOf(`${name} ${status}`, response),
      ]),
    ),
  })),
);

/** The name of the operation that takes a request, or else the request. */
export const operationAt = (method: string, path: string): string =>
  operations.find((one) => one.method === method && one.pattern.test(path))?.name ?? `${method} ${path}`;

/** Operations share the responses of refusals, which have names. */
function responseOf(place: string, response: Json): Response {
  const { headers = {}, content = {} } = resolved(response);
  return {
    place: nameOf(response) || place,
    headers: Object.fromEntries(Object.entries<Json>(headers).map(([name, one]) => [name, resolved(one).schema])),
    forms: Object.entries<Json>(content).flatMap(([type, { schema }]) =>
      (schema.oneOf ?? [schema]).map((one: Json) => ({
        type,
        schema: nameOf(one),
        code: resolved(one).properties?.code?.const,
      })),
    ),
  };
}

/** The name by which a reply with a form, or without a body, is remembered. API Gateway refuses all operations alike. */
export function replyName({ name }: Operation, status: number, form?: Form): string {
  if (form && status >= 400) return form.code ? `${name} ${status} ${form.code}` : `API Gateway ${status}`;
  return `${name} ${status}${form ? '' : ' without a body'}`;
}

/** The schemas, by name, which permit no member that they do not list. The keyword `seen` names each member. */
export const schemas: Record<string, Json> = Object.fromEntries(
  Object.entries(document.components.schemas).map(([name, schema]) => [name, closed(schema, name)]),
);

function closed(schema: Json, place: string): Json {
  const { properties, items, anyOf, oneOf } = schema;
  const inside = (inner: Json) => closed(inner, place);
  const member = ([name, inner]: [string, Json]) => [
    name,
    { ...closed(inner, `${place}.${name}`), seen: `${place}.${name}` },
  ];
  return {
    ...(properties && { additionalProperties: false }),
    ...schema,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(member)) }),
    ...(items && { items: closed(items, `${place}[]`) }),
    ...(anyOf && { anyOf: anyOf.map(inside) }),
    ...(oneOf && { oneOf: oneOf.map(inside) }),
  };
}

/** Everything that the document lists of replies: each status with its codes and headers, and each member of a body. */
export function listed(): string[] {
  const all = operations.flatMap((operation) =>
    [...operation.responses].flatMap(([status, { place, headers, forms }]) => [
      ...(forms.length > 0 ? forms : [undefined]).map((form) => replyName(operation, status, form)),
      ...Object.keys(headers).map((header) => `${place} ${header}`),
    ]),
  );
  return [...new Set([...all, ...membersOf(repliedSchemas())])];
}

/** The names of the schemas that replies lead to. */
function repliedSchemas(): Set<string> {
  const reached = new Set<string>();
  const reach = (node: Json) => {
    for (const [, name = ''] of JSON.stringify(node).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      if (!reached.has(name)) {
        reached.add(name);
        reach(document.components.schemas[name]);
      }
  };
  reach(
    operations.flatMap(({ responses }) =>
      [...responses.values()].flatMap(({ forms }) => forms.map(({ schema }) => `#/components/schemas/${schema}`)),
    ),
  );
  return reached;
}

const membersOf = (names: Iterable<string>): string[] =>
  [...names].flatMap((name) =>
    [...JSON.stringify(schemas[name]).matchAll(/"seen":"([^"]+)"/g)].map(([, member = '']) => member),
  );
