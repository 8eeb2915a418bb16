import { createHash } from 'node:crypto';
import { type Caller, identityOf } from '#domain/kernel/caller.ts';
import { accept } from '#domain/kernel/decision.ts';
import type { Traceparent } from '#domain/kernel/identifiers.ts';
import type { RetryKey } from '#domain/order/order.ts';
import type { Route } from '#functions/contract/route.ts';
import { type Condition, conditionIn, type Tag } from '#functions/http/conditions.ts';
import type { Event } from '#functions/http/event.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import { type PreferredReply, preferredReply } from '#functions/http/preference.ts';
import { type Result, refuse } from '#functions/http/refusal.ts';
import { traceparentIn } from '#functions/http/traceparent.ts';

/** The headers of a request, as far as its route takes them. */
export type Headers = {
  /** The versions that the write may replace. */
  ifMatch: readonly Tag[] | null;
  /** For a GET, the versions that the caller has; for a PUT that can add, that nothing exists yet. */
  ifNoneMatch: Condition;
  /** Recognizes a repeated request. */
  retryKey: RetryKey | null;
  /** The number of a new order at the nth attempt, derived from the key, so that a repeated request finds the order. */
  keyedNumber: ((attempt: number) => string) | null;
  /** The form in which the caller would like the reply to a write. */
  preferredReply: PreferredReply | null;
  traceparent: Traceparent | null;
};

/**
 * Reads If-Match, If-None-Match and Idempotency-Key (a token or a structured string) where the route takes them. The
 * other headers are only hints: one that is malformed or unknown is ignored.
 */
export function readHeaders(event: Event, route: Route, caller: Caller, body: string): Result<Headers> {
  const upon = conditionIn(route.ifMatch ? event.headers['if-match'] : undefined);
  if (upon.kind === 'malformed' || upon.kind === 'any') return invalid('If-Match');
  const ifMatch = upon.kind === 'tags' ? upon.tags : null;

  const takesNone = route.etag || route.ifMatch === 'honoured';
  const ifNoneMatch = conditionIn(takesNone ? event.headers['if-none-match'] : undefined);
  if (ifNoneMatch.kind === 'malformed' || (!route.etag && ifNoneMatch.kind === 'tags'))
    return invalid('If-None-Match', !route.etag);

  const sentKey = route.retryKey ? event.headers['idempotency-key'] : undefined;
  const key = sentKey && keyPattern.exec(sentKey.trim())?.slice(1).find(Boolean);
  if (sentKey !== undefined && !key) return invalid('Idempotency-Key');

  const others = {
    ifMatch,
    ifNoneMatch,
    preferredReply: route.minimal ? preferredReply(event.headers['prefer']) : null,
    traceparent: traceparentIn(event.headers['traceparent']),
  };
  if (!key) return accept({ ...others, retryKey: null, keyedNumber: null });

  const { method, path: spelled } = event.requestContext.http;
  // The key must not depend on how the order's number is spelled.
  const path = spelled.replace(
    /(?<=^\/v1(?:\/lab\/orders\/[^/]+|\/orders)\/)(?:%23|#)?([0-9a-f]{10})(?=\/|$)/i,
    (_, number) => number.toUpperCase(),
  );
  const who = identityOf(caller);
  const fingerprint = hash(who, method, path, event.rawQueryString, body);
  // A clinic and each laboratory choose their keys apart, and none may learn which keys another one uses.
  const side = caller.role === 'laboratory' ? caller.laboratoryId : null;
  return accept({
    ...others,
    retryKey: { hash: hash(side, key), fingerprint },
    keyedNumber: (attempt: number) => hash(who, method, path, key, attempt).slice(0, 10).toUpperCase(),
  });
}

const invalid = (header: 'If-Match' | 'If-None-Match' | 'Idempotency-Key', adds = false) =>
  refuse({ code: 'invalid_header', errors: [httpFault('header', `/${header}`, 'invalid_header', { header, adds })] });

/**
 * A token of RFC 9110 or 9651, or a string of RFC 9651 without its quotes, so that a key is the same in both spellings.
 */
const keyPattern = /^(?:([!#$%&'*+\-.^_`|~\w:/]{1,255})|"((?:[ !#-[\]-~]|\\["\\]){1,255})")$/;

/** SHA-256 of the parts, in hex. JSON keeps the parts apart. */
const hash = (...parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
