import type { APIGatewayProxyEventV2WithJWTAuthorizer as Event } from 'aws-lambda';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Route } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { at, manager } from '#test/support/orders.ts';

/** A request in short. A body that is neither a string nor bytes is sent as JSON. */
export type Sent = {
  caller?: Caller;
  claims?: Record<string, unknown>;
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
  requestId?: string;
};

/** The claims of a caller's token as HTTP API passes them on: all strings, with claims that we do not use. */
export function claimsOf(caller: Caller): Record<string, string> {
  const { sub, role, ...ids } = caller;
  const named = Object.entries(ids).map(([name, id]) => [name.replace('Id', '_id'), id]);
  return { iss: 'https://issuer.example', exp: '1797000000', sub, role, ...Object.fromEntries(named) };
}

/** The media types whose bodies HTTP API passes on as text. It encodes all others in base64. */
const asText = /^(text\/.*|application\/(json|xml|javascript))\s*(;|$)/;

function encoded(body: unknown, type: string): Pick<Event, 'body' | 'isBase64Encoded'> {
  if (body === undefined) return { isBase64Encoded: false };
  const bytes = Buffer.from(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
  return asText.test(type)
    ? { body: bytes.toString(), isBase64Encoded: false }
    : { body: bytes.toString('base64'), isBase64Encoded: true };
}

/** The event that HTTP API (payload format 2.0, JWT authorizer) makes of a request to a route. */
export function eventOf(name: RouteName, sent: Sent = {}): Event {
  const { method, path: pattern, takes, mergePatch }: Route = routes[name];
  const standard = { number: 'E33E1B813D', id: 'weber' };
  const pathParameters: Record<string, string> = Object.fromEntries(
    Object.entries({ ...standard, ...sent.params }).filter(([param]) => param in takes.shape.params.shape),
  );
  const path = pattern.replace(/\{(\w+)\}/g, (_, param) => encodeURIComponent(pathParameters[param] ?? ''));
  const type = sent.type ?? (mergePatch ? 'application/merge-patch+json' : 'application/json');
  const rawQueryString = sent.query ?? '';
  const routeKey = `${method} ${pattern}`;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString,
    headers: { host: 'desk.example', ...(sent.body !== undefined && { 'content-type': type }), ...sent.headers },
    ...(rawQueryString && { queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)) }),
    pathParameters,
    ...encoded(sent.body, type),
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      authorizer: {
        principalId: '',
        integrationLatency: 0,
        jwt: { claims: Object(sent.claims ?? claimsOf(sent.caller ?? manager)), scopes: [] },
      },
      domainName: 'desk.example',
      domainPrefix: 'desk',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'vitest' },
      requestId: sent.requestId ?? 'this-request',
      routeKey,
      stage: '$default',
      time: '11/Dec/2026:09:30:00 +0000',
      timeEpoch: Date.parse(at),
    },
  };
}
