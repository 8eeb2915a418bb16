import * as z from 'zod';
import { Customer } from '#domain/catalog/customers.ts';
import { Employee } from '#domain/catalog/employees.ts';
import { Service } from '#domain/catalog/services.ts';
import { Settings } from '#domain/catalog/settings.ts';
import { LineReply, OrderReply, WarningReply } from '#domain/order/projection.ts';
import { LineRequest, OrderPatch } from '#domain/order/requests/edit-order.ts';
import { TaskRequest } from '#domain/order/requests/edit-work-plan.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import { Change } from '#functions/contract/orders/get-history.ts';
import { Delivery } from '#functions/contract/replies/delivery.ts';
import { Document } from '#functions/contract/replies/document.ts';
import { LaboratoryReply } from '#functions/contract/replies/laboratory.ts';
import { OrderRow } from '#functions/contract/replies/order-row.ts';
import { GatewayAnswer, Problem } from '#functions/contract/replies/problem.ts';
import { Profile } from '#functions/contract/replies/profile.ts';
import { Subscription } from '#functions/contract/replies/subscription.ts';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { PayLine } from '#functions/contract/work/get-payroll.ts';

/** Schemas that several replies share, by their names in the document. */
const sharedReplies = {
  Order: OrderReply,
  Line: LineReply,
  OrderRow,
  Change,
  Document,
  PayLine,
  Warning: WarningReply,
  Customer,
  Employee,
  Service,
  Laboratory: LaboratoryReply,
  Settings,
  Profile,
  Subscription,
  Delivery,
};

/** The schemas for requests or for replies, by name. Each is written once, and referred to elsewhere. */
function catalogue(io: 'input' | 'output', named: Record<string, z.ZodType>) {
  const registry = z.registry<{ id: string }>();
  const add = (id: string, schema: z.ZodType) => registry.has(schema) || registry.add(schema, { id });
  for (const [id, schema] of Object.entries(named)) add(id, schema);
  const uri = (id: string) => `#/components/schemas/${id}`;
  return {
    add,
    reference: (schema: z.ZodType) => ({ $ref: uri(registry.get(schema)?.id ?? '') }),
    all: () => {
      const { schemas } = z.toJSONSchema(registry, {
        io,
        uri,
        unrepresentable: 'any',
        override: anyOfForOptionalDiscriminator,
      });
      return Object.fromEntries(
        Object.entries(schemas).map(([id, { $schema: _, $id: _id, ...schema }]) => [id, schema]),
      );
    },
  };
}

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

/** The OpenAPI 3.1 document of the HTTP API, made from the routes. */
export function openApi(): object {
  const taken = catalogue('input', { LineRequest, OrderPatch, PlanWork, TaskRequest });
  const given = catalogue('output', { ...sharedReplies, Problem, GatewayAnswer });
  const operations = Object.entries<Route>(routes).map(([name, route]) => {
    const { reply } = route;
    if (!isSilent(route)) given.add(`${name}Reply`, reply);
    if (takesBody(route)) taken.add(`${name}Body`, route.takes.shape['body']);
    const body = takesBody(route) ? bodyOf(route, taken.reference(route.takes.shape['body'])) : undefined;
    const answers = successesOf(route, reply, given.reference(reply));
    return { path: route.path, method: route.method.toLowerCase(), operation: operationOf(name, route, body, answers) };
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
      securitySchemes: { token },
      headers: { RequestId: header('The id of this request in our log: name it when you ask about it.') },
      responses: refusalsOf(given.reference(Problem), given.reference(GatewayAnswer)),
      schemas: { ...taken.all(), ...given.all() },
    },
  };
}

const token = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description:
    'An OAuth 2.0 access token. A program gets it by POST of `grant_type=client_credentials` and ' +
    '`scope=order-desk/orders` to the token address, with the client id and secret that the operator has given it. ' +
    'It is valid for an hour (`expires_in`): get a new one before that, and after a 401.',
};

/** The error replies of every operation; API Gateway sends some of them by itself. */
function refusalsOf(problem: object, gateway: object) {
  const ours = { 'application/problem+json': { schema: problem } };
  const theirs = { 'application/json': { schema: gateway } };
  return {
    Unauthorized: {
      description: 'No token, one that has expired, or one that does not say who is calling.',
      headers: { ...traced, 'WWW-Authenticate': header('`Bearer`; with `error="invalid_token"` where there was one.') },
      content: { ...ours, ...theirs },
    },
    Forbidden: {
      description: 'No right to this, or to a field that was sent; or a token without the scope.',
      headers: traced,
      content: { ...ours, ...theirs },
    },
    TooLarge: {
      description: 'The body is over 1 MiB, or over 10 MB.',
      headers: traced,
      content: { ...ours, ...theirs },
    },
    TooMany: { description: 'Too many requests.', content: theirs },
    Refused: {
      description: 'Refused.',
      headers: {
        ...traced,
        ETag: header('With 412: the current version.'),
        'Accept-Patch': header('With 415, to a PATCH: the media types that it takes.'),
        'Accept-Encoding': header('With 415, to a compressed body: `identity`, which is none.'),
      },
      content: ours,
    },
    Fault: {
      description: 'A fault of ours.',
      headers: { ...traced, 'Retry-After': header('With 503: the seconds after which to repeat the request.') },
      content: ours,
    },
  };
}

const refusals = Object.entries({
  401: 'Unauthorized',
  403: 'Forbidden',
  413: 'TooLarge',
  429: 'TooMany',
  '4XX': 'Refused',
  '5XX': 'Fault',
}).map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }]);

const isSilent = ({ success }: Route) => success === 204;

const takesBody = ({ method }: Route) => method !== 'GET' && method !== 'DELETE';

/** A missing body is read as an empty object. */
function bodyOf(route: Route, schema: object) {
  const types = route.mergePatch ? ['application/merge-patch+json', 'application/json'] : ['application/json'];
  const { body } = route.takes.shape;
  const required = !z.safeParse(body, {}).success;
  return { ...(required && { required }), content: contentOf(types, schema) };
}

function successesOf(route: Route, reply: z.ZodType, schema: object) {
  const { query } = route.takes.shape;
  const tagged = {
    ETag: header(
      'The version, for If-Match and If-None-Match. Absent where nothing was written yet, and in a dry run.',
    ),
  };
  const headers = {
    ...traced,
    ...(versioned(reply) && tagged),
    ...(route.success === 201 && { Location: header('Where to read what was made.') }),
    ...(parametersOf(query, 'query').some((parameter) => parameter.name === 'cursor') && {
      Link: header('The next page, as `<...>; rel="next"`; absent on the last one.'),
    }),
  };
  const answer = (description: string) => ({ description, headers, content: contentOf(['application/json'], schema) });
  if (isSilent(route)) return { 204: { description: 'Done.', headers } };
  if (route.adds) return { 200: answer('Replaced.'), 201: answer('Added.') };
  const known = { 304: { description: 'Unchanged.', headers: { ...traced, ...tagged } } };
  return { [route.success ?? 200]: answer('Done.'), ...(route.etag && known) };
}

/** Whether a reply, or one of its forms, is something with versions. */
function versioned(reply: z.core.$ZodType): boolean {
  if (reply instanceof z.ZodUnion) return reply.options.some(versioned);
  return reply instanceof z.ZodObject && 'updatedBy' in reply.shape;
}

const header = (description: string) => ({ description, schema: { type: 'string' } });

/** The header of all our replies. */
const traced = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };

function operationOf(operationId: string, route: Route, requestBody: object | undefined, successes: object) {
  const { params, query } = route.takes.shape;
  return {
    operationId,
    summary: route.summary,
    description: `For: ${route.roles.join(', ')}.`,
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query'), ...headersOf(route)],
    ...(requestBody && { requestBody }),
    responses: { ...successes, ...Object.fromEntries(refusals) },
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

function headersOf({ ifMatch, etag, retryKey }: Route) {
  const sent = (name: string, required: boolean, description: string) => ({
    name,
    in: 'header',
    required,
    ...header(description),
  });
  return [
    ...(ifMatch
      ? [sent('If-Match', ifMatch === 'required', 'The ETag of the version that was read, or several.')]
      : []),
    ...(ifMatch === 'honoured' ? [sent('If-None-Match', false, '`*`: only if nothing exists yet.')] : []),
    ...(etag
      ? [
          sent(
            'If-None-Match',
            false,
            'The ETag of a version that you have already, or several: 304 if it is unchanged.',
          ),
        ]
      : []),
    ...(retryKey
      ? [sent('Idempotency-Key', false, 'A request that is repeated with the same key takes effect once.')]
      : []),
  ];
}
