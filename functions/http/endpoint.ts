import middy, { type MiddlewareObj } from '@middy/core';
import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { Context, APIGatewayProxyStructuredResultV2 as HttpResult } from 'aws-lambda';
import type * as z from 'zod/mini';
import { callerFor } from '#domain/kernel/caller.ts';
import { Id, OrderNumberRequest } from '#domain/kernel/identifiers.ts';
import { callerOf } from '#functions/claims.ts';
import type { Route } from '#functions/contract/route.ts';
import { isKnown } from '#functions/http/conditions.ts';
import type { Event } from '#functions/http/event.ts';
import type { Headers } from '#functions/http/headers.ts';
import { type Words, wordsFor } from '#functions/http/messages/words.ts';
import { problem } from '#functions/http/problem.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import { everyReply, type Reply, type Silent, unchanged, withoutBody } from '#functions/http/reply.ts';
import { type Request, readRequest } from '#functions/http/request.ts';
import { traceparentIn } from '#functions/http/traceparent.ts';
import { log } from '#functions/log.ts';

/** A reply, and how many extra catalogue reads it took, for the log. */
export type Counted<Answer> = Answer & { rounds?: number | undefined };

/** A reply's type in which optional members may also be undefined: JSON leaves those out. */
type AllowUndefined<Value> = Value extends readonly (infer Element)[]
  ? readonly AllowUndefined<Element>[]
  : Value extends object
    ? {
        [Member in keyof Value]:
          | AllowUndefined<Value[Member]>
          | (object extends Pick<Value, Member> ? undefined : never);
      }
    : Value;

/** What the handler of a route may return, by the route's reply schema. */
export type Answer<Row extends Route> = Counted<Reply<AllowUndefined<z.output<Row['reply']>>> | Silent | Refused>;

/** The handler's answer, and the HTTP result made from it. */
type Answered = { answer: Answer<Route>; result: HttpResult };

type Internal = { started?: number };
type Incoming = { event: Event; internal: Internal };

/** This many milliseconds before the Lambda timeout the function stops waiting and answers; killed, it could not. */
const timeoutEarlyInMillis = 500;

/**
 * The Lambda handler of one route: reads the request, calls `handle`, and makes the HTTP reply. A transient fault
 * becomes 503, any other a bare 500.
 */
export function endpoint<Row extends Route>(route: Row, handle: (request: Request<Row>) => Promise<Answer<Row>>) {
  const answerTo = async (event: Event, words: Words): Promise<Answer<Row>> => {
    const read = readRequest(route, event, { at: new Date().toISOString(), words });
    if (read.kind === 'refused') return read;
    const request = read.accepted;
    const answer = await handle(request);
    return answer.kind === 'reply' ? asPreferred(route, request, answer) : answer;
  };
  const answering = middy<Event, Answered, Error, Context, Internal>({ timeoutEarlyInMillis })
    .use(logging(route.name))
    .handler(async (event) => {
      const words = await wordsOf(event);
      return answered(await answerTo(event, words), event, words);
    });
  return async (event: Event, context: Context): Promise<HttpResult> => (await answering(event, context)).result;
}

/** The reply in the form that the caller asks for: 304 for a version that they have, no body if they prefer that. */
function asPreferred<Sent extends Counted<Reply<unknown>>>(
  { etag }: Route,
  { ifNoneMatch, preferredReply }: Headers,
  answer: Sent,
): Counted<Sent | Silent> {
  if (etag && isKnown(ifNoneMatch, answer.headers)) return unchanged(answer.headers);
  if (preferredReply === null || (preferredReply === 'minimal' && answer.whole)) return answer;
  const headers = { ...answer.headers, 'preference-applied': `return=${preferredReply}` };
  const applied = { ...answer, headers };
  return preferredReply === 'minimal' ? { ...withoutBody(applied), rounds: answer.rounds } : applied;
}

/**
 * Logs one line for each request, and answers faults. A fault's message may quote an order, so only its name and place
 * are logged.
 */
function logging(route: string): MiddlewareObj<Event, Answered, Error, Context, Internal> {
  let cold = true;
  const line = ({ event, internal }: Incoming, { answer, result: { statusCode } }: Answered) => {
    const caller = callerOf(event.requestContext.authorizer?.jwt.claims);
    const clinic = caller && callerFor('clinic', caller);
    const laboratory = caller && callerFor('laboratory', caller);
    const fields = {
      route,
      number: OrderNumberRequest.safeParse(event.pathParameters?.['number']).data,
      made: answer.kind === 'refused' ? undefined : answer.headers['location'],
      tenant: clinic?.tenantId ?? Id.safeParse(event.pathParameters?.['tenantId']).data,
      laboratory: laboratory?.laboratoryId,
      caller: caller?.sub,
      status: statusCode,
      ms: Date.now() - (internal.started ?? Date.now()),
      requestId: event.requestContext.requestId,
      traceparent: traceparentIn(event.headers['traceparent']) ?? undefined,
      cold,
      refusal: answer.kind === 'refused' ? answer.refused.code : undefined,
    };
    cold = false;
    return fields;
  };
  return {
    before: ({ internal }) => {
      // Not performance.now(), which would have to be loaded.
      internal.started = Date.now();
    },
    after: (request) => {
      const { response } = request;
      if (response) log('info', { ...line(request, response), rounds: response.answer.rounds });
    },
    onError: async (request) => {
      const { error, event } = request;
      const refused = refuse({ code: isTransient(error) ? 'try_again' : 'internal_error' });
      const response = answered(refused, event, await wordsOf(event));
      request.response = response;
      const at = error?.stack?.split('\n    at ').slice(1, 6).join(' < ');
      log('error', { ...line(request, response), fault: error?.name, at });
    },
  };
}

/** The words for whoever asks. */
const wordsOf = ({ headers }: Event) => wordsFor(headers['accept-language']);

const answered = (answer: Answer<Route>, { requestContext: { requestId } }: Event, words: Words): Answered => ({
  answer,
  result: resultOf(answer, requestId, words),
});

function resultOf(answer: Answer<Route>, requestId: string, words: Words): HttpResult {
  if (answer.kind === 'refused') return problem(answer.refused, requestId, words);
  const headers = { ...everyReply(requestId), ...answer.headers };
  if (answer.kind === 'silent') return { statusCode: answer.status, headers };
  return {
    statusCode: answer.status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(answer.body),
  };
}

type Fault = Parameters<typeof isTransientError>[0];
const isFault = (thrown: unknown): thrown is Fault => thrown instanceof Error;

/**
 * Whether a fault is transient: AWS is overloaded, unreachable or silent. The SDK recognizes these, but for some of SQS
 * and KMS.
 */
function isTransient(thrown: unknown): boolean {
  if (!isFault(thrown)) return false;
  const ofTheService = '$fault' in thrown && thrown.$fault === 'server';
  return (
    ofTheService || isThrottlingError(thrown) || isTransientError(thrown) || /throttl|^OverLimit$/i.test(thrown.name)
  );
}
