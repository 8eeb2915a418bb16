import middy, { type MiddlewareObj } from '@middy/core';
import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { Context, APIGatewayProxyStructuredResultV2 as Result } from 'aws-lambda';
import type * as z from 'zod';
import { Id, OrderNumberRequest } from '#domain/identifiers.ts';
import { callerOf } from '#functions/claims.ts';
import type { Route } from '#functions/contract/route.ts';
import { isKnown } from '#functions/http/conditions.ts';
import { problem } from '#functions/http/problem.ts';
import type { Refused } from '#functions/http/refusal.ts';
import { everyReply, type Reply, type Silent } from '#functions/http/reply.ts';
import { type Event, type Request, readRequest } from '#functions/http/request.ts';
import { log } from '#functions/log.ts';

/** An answer, and how often the catalogue was read for it, for the log. */
export type Counted<Answer> = Answer & { rounds?: number };

/** What a reply says: JSON leaves out a member that is undefined. */
type Said<Value> = Value extends readonly (infer Element)[]
  ? readonly Said<Element>[]
  : Value extends object
    ? { [Member in keyof Value]: Said<Value[Member]> | (object extends Pick<Value, Member> ? undefined : never) }
    : Value;

/** What a route may answer, in the words of its row. */
export type Answer<Row extends Route> = Counted<Reply<Said<z.output<Row['reply']>>> | Silent | Refused>;

type Internal = { started?: number };
type Answered = { event: Event; response: Answer<Route> | Result | null | undefined; internal: Internal };

/** So many milliseconds before its time is over a function gives up what it waits for: killed, it would answer nothing. */
const timeoutEarlyInMillis = 500;

/**
 * The Lambda of one route: reads the request, lets `handle` answer or refuse, and turns a fault that passes into 503 and
 * what nobody foresaw into a bare 500.
 */
export function endpoint<Row extends Route>(route: Row, handle: (request: Request<Row>) => Promise<Answer<Row>>) {
  return middy<Event, Answer<Route> | Result, Error, Context, Internal>({ timeoutEarlyInMillis })
    .use(answering(route.name))
    .handler(async (event) => {
      const request = readRequest(route, event, new Date().toISOString());
      if ('refused' in request) return request;
      const answer = await handle(request);
      // What a reader knows already is not sent once more.
      if ('refused' in answer || !route.etag || !isKnown(request.ifNoneMatch, answer.headers)) return answer;
      return { status: 304, ...(answer.headers && { headers: answer.headers }) };
    });
}

/** Makes an answer HTTP, and logs one line a request. What a fault says may quote an order, so only its kind and place are logged. */
function answering(route: string): MiddlewareObj<Event, Answer<Route> | Result, Error, Context, Internal> {
  let cold = true;
  const line = ({ event, internal }: Answered, { statusCode }: Result) => {
    const caller = callerOf(event.requestContext.authorizer?.jwt.claims);
    const said = {
      route,
      number: OrderNumberRequest.safeParse(event.pathParameters?.['number']).data,
      tenant: caller && 'tenantId' in caller ? caller.tenantId : Id.safeParse(event.pathParameters?.['tenantId']).data,
      laboratory: caller && 'laboratoryId' in caller ? caller.laboratoryId : undefined,
      caller: caller?.sub,
      status: statusCode,
      ms: Date.now() - (internal.started ?? Date.now()),
      requestId: event.requestContext.requestId,
      cold,
    };
    cold = false;
    return said;
  };
  return {
    before: ({ internal }) => {
      // The performance clock would have to be loaded first.
      internal.started = Date.now();
    },
    after: (request) => {
      const { response: answer, event } = request;
      if (!answer || isResult(answer)) return;
      const result = resultOf(answer, event.requestContext.requestId);
      request.response = result;
      const refusal = 'refused' in answer ? answer.refused.code : undefined;
      log('info', { ...line(request, result), refusal, rounds: answer.rounds });
    },
    onError: (request) => {
      const code = passes(request.error) ? 'try_again' : 'internal_error';
      const result = problem({ code }, request.event.requestContext.requestId);
      request.response = result;
      const at = request.error?.stack?.split('\n    at ').slice(1, 6).join(' < ');
      log('error', { ...line(request, result), refusal: code, fault: request.error?.name, at });
    },
  };
}

const isResult = (answer: Answer<Route> | Result): answer is Result => 'statusCode' in answer;

function resultOf(answer: Answer<Route>, requestId: string): Result {
  if ('refused' in answer) return problem(answer.refused, requestId);
  const headers = { ...everyReply(requestId), ...answer.headers };
  if (!('body' in answer)) return { statusCode: answer.status, headers };
  return {
    statusCode: answer.status ?? 200,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(answer.body),
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
