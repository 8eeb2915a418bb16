import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Instant } from '#domain/kernel/identifiers.ts';
import type { Answer } from '#domain/listening/delivery.ts';
import type { SubscriptionTested } from '#domain/listening/events.ts';
import type { OrderEvent } from '#domain/listening/order-event.ts';
import { type Subscription, signingSecrets } from '#domain/listening/subscription.ts';
import { guardedLookup, urlFault } from '#functions/webhooks/public-address.ts';
import { signatureHeaders } from '#functions/webhooks/sign.ts';

// Not imported: importing node:http also loads Node's fetch, which takes a quarter of a cold start.
const { request: plain } = process.getBuiltinModule('node:http');
const { request: secure } = process.getBuiltinModule('node:https');

/** How long to wait for an endpoint's reply, in milliseconds. */
const defaultTimeout = 15_000;

/**
 * Posts an event to a subscription's endpoint and returns its reply. Never throws: failures are replies with an
 * `error`.
 */
export async function postEvent(
  subscription: Subscription,
  event: OrderEvent | SubscriptionTested,
  { replay = false, timeout = defaultTimeout } = {},
): Promise<Answer> {
  const { url } = subscription;
  const at = new Date().toISOString();
  const started = performance.now();
  const answer = (status: number | null, error?: string, retryAfter?: string): Answer => {
    const ms = Math.round(performance.now() - started);
    return {
      at,
      status,
      ms,
      ...(error !== undefined && { error }),
      retryAfter: retryInstant(Date.parse(at) + ms, retryAfter),
    };
  };
  if (urlFault(url)) return answer(null, 'forbidden_url');

  const body = JSON.stringify(event);
  const headers = {
    'content-type': 'application/cloudevents+json',
    'user-agent': 'order-desk',
    ...signatureHeaders(event.id, at, body, signingSecrets(subscription, at)),
    ...(replay && { 'order-desk-replay': 'true' }),
    ...(event.traceparent && { traceparent: event.traceparent }),
  };
  const signal = AbortSignal.timeout(timeout);
  try {
    const { statusCode = 0, headers: answered } = await post(new URL(url), body, headers, signal);
    const redirects = statusCode >= 300 && statusCode < 400;
    return answer(statusCode, redirects ? 'redirect_not_followed' : undefined, answered['retry-after']);
  } catch (error) {
    return answer(null, signal.aborted ? 'timeout' : codeOf(error));
  }
}

/** Posts a body on a new connection and returns the head of the reply. The body of the reply is not read. */
async function post(url: URL, body: string, headers: Record<string, string>, signal: AbortSignal) {
  const send = url.protocol === 'http:' ? plain : secure;
  const request = send(url, { method: 'POST', agent: false, headers, lookup: guardedLookup, signal });
  request.end(body);
  // Node reports 101 as an upgrade: the request ends without a response.
  const heads = ['response', 'upgrade'].map((name) => once(request, name, { signal }));
  const [response]: IncomingMessage[] = await Promise.race(heads);
  if (!response) throw new Error('no_answer');
  response.destroy();
  return response;
}

/** A longer Retry-After is treated as this many seconds. */
const longest = 1e9;

/** The instant that Retry-After names (RFC 9110, section 10.2.3): seconds after the reply, or a date. */
function retryInstant(answered: number, retryAfter: string | undefined): Instant | undefined {
  if (!retryAfter) return undefined;
  const seconds = Math.min(Number(retryAfter), longest);
  const time = /^\d+$/.test(retryAfter) ? answered + seconds * 1000 : Date.parse(retryAfter);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no_answer';
