import * as z from 'zod';
import { Customer } from '#domain/catalog/customers.ts';
import { Employee } from '#domain/catalog/employees.ts';
import { Service } from '#domain/catalog/services.ts';
import { Settings } from '#domain/catalog/settings.ts';
import { LineReply, OrderReply, WarningReply } from '#domain/order/projection.ts';
import { LineRequest, OrderPatch } from '#domain/order/requests/edit-order.ts';
import { TaskRequest } from '#domain/order/requests/edit-work-plan.ts';
import { Change } from '#functions/contract/orders/get-history.ts';
import { Delivery } from '#functions/contract/replies/delivery.ts';
import { Document } from '#functions/contract/replies/document.ts';
import { LaboratoryReply } from '#functions/contract/replies/laboratory.ts';
import { OrderRow } from '#functions/contract/replies/order-row.ts';
import { Profile } from '#functions/contract/replies/profile.ts';
import { Subscription } from '#functions/contract/replies/subscription.ts';
import { type Route, scope, takesBody } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { PayLine } from '#functions/contract/work/get-payroll.ts';
import { operations, tags } from '#functions/description/operations.ts';
import { FaultCode, GatewayAnswer, problems } from '#functions/description/problem-documents.ts';
import { keysOf, refusalsOf } from '#functions/description/refusals.ts';
import {
  hasNoBody,
  header,
  pascal,
  problemName,
  refusalResponses,
  requestId,
  responsesOf,
  successesOf,
} from '#functions/description/responses.ts';
import { components, schemaOf } from '#functions/description/schemas.ts';

/** Schemas that several requests share, by their names in the document. */
const sharedRequests = { LineRequest, OrderPatch, TaskRequest };

/** Schemas that several replies share. */
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
  FaultCode,
  GatewayAnswer,
};

/** Where a stage answers: its API, and the issuer of its tokens. */
export type Addresses = { api: string; tokens: string };

const onThisMachine = { api: 'http://127.0.0.1:3000', tokens: 'http://127.0.0.1:3000/oauth2/token' };

/** The OpenAPI 3.1 document of the HTTP API, made from the routes. */
export function openApi({ api, tokens }: Addresses = onThisMachine): object {
  const taken = components('input', sharedRequests);
  const given = components('output', sharedReplies);
  const refused = new Set(Object.values(routes).flatMap((route) => refusalsOf(route).flatMap(({ codes }) => codes)));
  for (const [code, schema] of problems) if (refused.has(code)) given.add(problemName(code), schema);
  const operationsByPath = Map.groupBy(
    keysOf(routes).map((name) => {
      const route: Route = routes[name];
      const { reply, takes } = route;
      if (takesBody(route)) taken.add(`${pascal(name)}Body`, takes.shape['body']);
      if (!Object.keys(successesOf(route)).map(Number).every(hasNoBody)) given.add(`${pascal(name)}Reply`, reply);
      const operation = {
        operationId: name,
        tags: [tags[route.folder].name],
        summary: route.summary,
        description: `${operations[name]}\n\nFor: ${route.roles.join(', ')}.`,
        parameters: parametersOf(route),
        ...(takesBody(route) && { requestBody: bodyOf(route, taken.reference(takes.shape['body'])) }),
        responses: responsesOf(route, given.reference(reply)),
      };
      return { path: route.path, method: route.method.toLowerCase(), operation };
    }),
    ({ path }) => path,
  );
  const paths = [...operationsByPath].map(([path, all]) => [
    path,
    Object.fromEntries(all.map(({ method, operation }) => [method, operation])),
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Order desk',
      version: '1',
      description: 'Draft orders of dental clinics, from their first save to the laboratory.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      {
        url: '{api}',
        description: 'The order desk.',
        variables: { api: { default: api, description: 'Its address, without a slash at the end.' } },
      },
    ],
    tags: Object.values(tags),
    security: [{ token: [scope] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: tokenFrom(tokens) },
      headers: { RequestId: requestId },
      responses: refusalResponses(Object.values(routes)),
      schemas: { ...taken.all(), ...given.all() },
    },
  };
}

const tokenFrom = (tokenUrl: string) => ({
  type: 'oauth2',
  description:
    'An OAuth 2.0 access token. A program gets it by POST of `grant_type=client_credentials` and ' +
    `\`scope=${scope}\` to the token address, with the client id and secret that the operator has given it. ` +
    'It is valid for an hour (`expires_in`): get a new one before that, and after a 401.',
  flows: { clientCredentials: { tokenUrl, scopes: { [scope]: 'Everything that the role of the caller may do.' } } },
});

/** A missing body is read as an empty object. */
function bodyOf(route: Route, schema: object) {
  const types = route.mergePatch ? ['application/merge-patch+json', 'application/json'] : ['application/json'];
  const { body } = route.takes.shape;
  const required = !z.safeParse(body, {}).success;
  return { ...(required && { required }), content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

function parametersOf(route: Route) {
  const { params, query } = route.takes.shape;
  return [...membersAs('path', params), ...membersAs('query', query), ...headersOf(route)];
}

function membersAs(where: 'path' | 'query', schema: z.core.$ZodType) {
  const { properties = {}, required = [] } = schemaOf(schema, where, 'input');
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = Object(property);
    return { name, in: where, required: required.includes(name), ...(description && { description }), schema: rest };
  });
}

function headersOf({ method, ifMatch, etag, retryKey, minimal, takes }: Route) {
  const sent = (name: string, description: string, required = false) => ({
    name,
    in: 'header',
    required,
    ...header(description),
  });
  const read = 'The ETag of the version that you have read, or several.';
  const hasDryRun = Object.hasOwn(takes.shape['query'].shape, 'dryRun');
  return [
    ...(ifMatch === 'required'
      ? [sent('If-Match', hasDryRun ? `${read} Required, but for a dry run.` : read, !hasDryRun)]
      : []),
    ...(ifMatch === 'honoured'
      ? [
          sent('If-Match', `${read} Without it, the PUT replaces whatever version there is.`),
          sent('If-None-Match', '`*`: only if nothing exists yet.'),
        ]
      : []),
    ...(etag
      ? [sent('If-None-Match', 'The ETag of a version that you have already, or several: 304 if it is current.')]
      : []),
    ...(retryKey
      ? [sent('Idempotency-Key', 'Up to 255 characters, such as a UUID: a request repeated with it takes effect once.')]
      : []),
    ...(minimal ? [sent('Prefer', '`return=minimal`: no body, unless there is something to warn of.')] : []),
    ...(method === 'GET' ? [] : [sent('traceparent', 'W3C Trace Context. In our log, and in the event that follows.')]),
  ];
}
