import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { scope } from '#functions/contract/route.ts';

/** The media types whose bodies HTTP API passes on as text. It encodes all others in base64. */
const asText = /^(text\/.*|application\/(json|xml|javascript))\s*(;|$)/i;

/** The event that HTTP API makes of a request (payload format 2.0), without an authorizer. */
export function httpEvent(
  request: IncomingMessage,
  body: Buffer,
  routeKey: string,
  pathParameters?: Record<string, string>,
): APIGatewayProxyEventV2 {
  const { path, query } = targetOf(request);
  const { cookie, ...headersDistinct } = request.headersDistinct;
  const headers = Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values]) => [name, values?.join(',')]),
  );
  const queryStringParameters = parametersOf(query);
  const { host = '', 'content-type': type = '', 'user-agent': userAgent = '' } = headers;
  const isBase64Encoded = body.length > 0 && !(asText.test(type) && isUtf8(body));
  const now = new Date();
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    headers,
    ...(cookie && { cookies: cookie.flatMap((cookies) => cookies.split('; ')) }),
    ...(queryStringParameters && { queryStringParameters }),
    ...(pathParameters && { pathParameters }),
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: host,
      domainPrefix: 'local',
      http: {
        method: request.method ?? '',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent,
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: logTime(now),
      timeEpoch: now.getTime(),
    },
  };
}

/**
 * Adds the claims of a verified token to an event, as the JWT authorizer does: all as strings, without those that are null.
 */
export function withClaims(
  event: APIGatewayProxyEventV2,
  verified: Record<string, unknown>,
): APIGatewayProxyEventV2WithJWTAuthorizer {
  const said = Object.entries(verified).filter(([, claim]) => claim !== null);
  const claims = Object.fromEntries(
    said.map(([name, claim]) => [name, Array.isArray(claim) ? `[${claim.join(' ')}]` : `${claim}`]),
  );
  return { ...event, requestContext: { ...event.requestContext, authorizer: { jwt: { claims, scopes: [scope] } } } };
}

/** The path and the query of a request, still encoded. */
export function targetOf({ url = '' }: IncomingMessage): { path: string; query: string } {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  return { path, query };
}

/** The query parameters, or undefined. The values of a repeated parameter are joined by commas. */
function parametersOf(query: string): Record<string, string> | undefined {
  const named = Map.groupBy(new URLSearchParams(query), ([name]) => name);
  if (named.size === 0) return undefined;
  return Object.fromEntries(Array.from(named, ([name, pairs]) => [name, pairs.map(([, value]) => value).join(',')]));
}

/** A time as access logs write it: `12/Mar/2026:19:03:58 +0000`. */
function logTime(instant: Date): string {
  const [, day, month, year, clock] = instant.toUTCString().split(' ');
  return `${day}/${month}/${year}:${clock} +0000`;
}
