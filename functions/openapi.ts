import * as z from 'zod';
import { LineRequest, OrderPatch, PlanWork, TaskRequest } from '#domain/requests.ts';
import { Problem, replies, sharedReplies } from '#functions/replies.ts';
import { type Route, routes } from '#functions/routes.ts';

/** The schemas of one direction by name; a schema is written once and referred to everywhere else. */
function catalogue(io: 'input' | 'output', named: Record<string, z.ZodType>) {
  const registry = z.registry<{ id: string }>();
  const add = (id: string, schema: z.ZodType) => registry.has(schema) || registry.add(schema, { id });
  for (const [id, schema] of Object.entries(named)) add(id, schema);
  const uri = (id: string) => `#/components/schemas/${id}`;
  return {
    add,
    reference: (schema: z.ZodType) => ({ $ref: uri(registry.get(schema)?.id ?? '') }),
    written: () => {
      const { schemas } = z.toJSONSchema(registry, { io, uri, unrepresentable: 'any' });
      return Object.fromEntries(
        Object.entries(schemas).map(([id, { $schema: _, $id: _id, ...schema }]) => [id, schema]),
      );
    },
  };
}

/** The OpenAPI 3.1 document of the HTTP API, drawn from the route table. */
export function openApi(): object {
  const taken = catalogue('input', { LineRequest, OrderPatch, PlanWork, TaskRequest });
  const given = catalogue('output', { ...sharedReplies, Problem });
  const operations = Object.entries(routes).map(([name, route]) => {
    const reply = new Map<string, z.ZodType>(Object.entries(replies)).get(name) ?? z.unknown();
    given.add(`${name}Reply`, reply);
    if (takesBody(route)) taken.add(`${name}Body`, route.takes.shape.body);
    const body = takesBody(route) ? taken.reference(route.takes.shape.body) : undefined;
    return {
      path: route.path,
      method: route.method.toLowerCase(),
      operation: operationOf(name, route, body, given.reference(reply), given.reference(Problem)),
    };
  });
  const paths = [...Map.groupBy(operations, ({ path }) => path)].map(([path, rows]) => [
    path,
    Object.fromEntries(rows.map(({ method, operation }) => [method, operation])),
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Order desk',
      version: '1',
      description: 'Draft orders of dental clinics, from their first save to the laboratory.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://127.0.0.1:3000', description: 'The local product' }],
    security: [{ token: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { ...taken.written(), ...given.written() },
    },
  };
}

const takesBody = ({ method }: Route) => method !== 'GET' && method !== 'DELETE';

function operationOf(operationId: string, route: Route, body: object | undefined, reply: object, problem: object) {
  const { params, query } = route.takes.shape;
  const types = route.mergePatch ? ['application/merge-patch+json', 'application/json'] : ['application/json'];
  return {
    operationId,
    summary: route.summary,
    description: `For: ${route.roles.join(', ')}.`,
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query'), ...headersOf(route)],
    ...(body && { requestBody: { content: contentOf(types, body) } }),
    responses: {
      [route.success ?? 200]: { description: 'Done.', content: contentOf(['application/json'], reply) },
      '4XX': { description: 'Refused.', content: contentOf(['application/problem+json'], problem) },
      '5XX': { description: 'A fault of ours.', content: contentOf(['application/problem+json'], problem) },
    },
  };
}

const contentOf = (types: string[], schema: object) => Object.fromEntries(types.map((type) => [type, { schema }]));

function parametersOf(schema: z.core.$ZodType, where: 'path' | 'query') {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: required.includes(name),
    schema: property,
  }));
}

function headersOf({ ifMatch, retryKey }: Route) {
  const header = (name: string, required: boolean, description: string) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  return [
    ...(ifMatch ? [header('If-Match', ifMatch === 'required', 'The ETag of the version that was read.')] : []),
    ...(retryKey ? [header('Idempotency-Key', false, 'Repeated with the same key, it happens once.')] : []),
  ];
}
