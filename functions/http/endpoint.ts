import middy, { type MiddlewareObj } from '@middy/core';
import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { Context, APIGatewayProxyStructuredResultV2 as Result } from 'aws-lambda';
import type { Refused } from '#domain/decision.ts';
import { Id, OrderNumberRequest } from '#domain/identifiers.ts';
import { callerOf } from '#functions/claims.ts';
import { isKnown } from '#functions/http/conditions.ts';
import type { Headers } from '#functions/http/headers.ts';
import { problem } from '#functions/http/problem.ts';
import { everyReply, type Reply } from '#functions/http/reply.ts';
import { type Event, type Request, readRequest } from '#functions/http/request.ts';
import { log } from '#functions/log.ts';
import { type Route, type RouteName, routes } from '#functions/routes.ts';

type Internal = { started?: number };
type Observed = { event: Event; response: Result | null | undefined; internal: Internal };

/** So many milliseconds before its time is over a function gives up what it waits for: killed, it would answer nothing. */
const timeoutEarlyInMillis = 500;

/**
 * The Lambda of one route: reads the request, lets `handle` answer or refuse, and turns a fault that passes into 503 and
 * what nobody foresaw into a bare 500.
 */
export function endpoint<Name extends RouteName>(
  name: Name,
  handle: (request: Request<Name>) => Promise<Reply | Refused>,
) {
  return middy<Event, Result, Error, Context, Internal>({ timeoutEarlyInMillis })
    .use(observed(name))
    .handler(async (event) => {
      const { requestId } = event.requestContext;
      const request = readRequest(name, event, new Date().toISOString());
      const reply = 'refused' in request ? request : unlessKnown(await handle(request), request, routes[name]);
      if ('refused' in reply) return problem(reply.refused, requestId);
      const headers = { ...everyReply(requestId), ...reply.headers };
      if (!('body' in reply)) return { statusCode: reply.status, headers };
      return {
        statusCode: reply.status ?? 200,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(reply.body),
      };
    });
}

/** What a reader knows already is not sent once more. */
function unlessKnown(reply: Reply | Refused, { ifNoneMatch }: Headers, { etag }: Route): Reply | Refused {
  if ('refused' in reply || !etag || !isKnown(ifNoneMatch, reply.headers)) return reply;
  return { status: 304, ...(reply.headers && { headers: reply.headers }) };
}

/** Logs one line a request. What a fault says may quote an order, so only its kind and place are logged. */
function observed(route: RouteName): MiddlewareObj<Event, Result, Error, Context, Internal> {
  let cold = true;
  const line = ({ event, response, internal }: Observed) => {
    const caller = callerOf(event.requestContext.authorizer?.jwt.claims);
    const status = response?.statusCode ?? 500;
    const said = {
      route,
      number: OrderNumberRequest.safeParse(event.pathParameters?.['number']).data,
      tenant: caller && 'tenantId' in caller ? caller.tenantId : Id.safeParse(event.pathParameters?.['tenantId']).data,
      laboratory: caller && 'laboratoryId' in caller ? caller.laboratoryId : undefined,
      caller: caller?.sub,
      status,
      refusal: status >= 400 ? JSON.parse(response?.body ?? '{}').code : undefined,
      ms: Math.round(performance.now() - (internal.started ?? performance.now())),
      requestId: event.requestContext.requestId,
      cold,
    };
    cold = false;
    return said;
  };
  return {
    before: ({ internal }) => {
      internal.started = performance.now();
    },
    after: (request) => log('info', line(request)),
    onError: (request) => {
      const code = passes(request.error) ? 'try_again' : 'internal_error';
      request.response = problem({ code }, request.event.requestContext.requestId);
      const at = request.error?.stack?.split('\n    at ').slice(1, 6).join(' < ');
      log('error', { ...line(request), fault: request.error?.name, at });
    },
  };
}

type Fault = Parameters<typeof isTransientError>[0];
const isFault = (thrown: unknown): thrown is Fault => thrown instanceof Error;

/**
 * Whether a fault passes by itself: AWS is busy, away or silent, as the SDK tells by what it would have asked again. Some
 * of SQS and KMS it leaves to us.
 */
function passes(thrown: unknown): boolean {
  if (!isFault(thrown)) return false;
  const ofTheService = '$fault' in thrown && thrown.$fault === 'server';
  return (
    ofTheService || isThrottlingError(thrown) || isTransientError(thrown) || /throttl|^OverLimit$/i.test(thrown.name)
  );
}
