import { createHash } from 'node:crypto';
import { type Caller, identityOf } from '#domain/caller.ts';
import type { RetryKey } from '#domain/order.ts';
import type { Route } from '#functions/contract/route.ts';
import { type Tag, type Tags, tagsIn } from '#functions/http/conditions.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import type { Event } from '#functions/http/request.ts';

/** What the headers of a request say, where its route takes them. */
export type Headers = {
  /** The versions that a write may be made upon. */
  ifMatch: readonly Tag[] | null;
  /** The versions that a reader knows already; of a PUT that can add, that nothing stands there. */
  ifNoneMatch: Tags | null;
  /** The key by which a repetition is known. */
  retryKey: RetryKey | null;
  /** The number that a keyed request's new order gets at the nth attempt, so that a repetition finds the order. */
  keyedNumber: ((attempt: number) => string) | null;
};

/** Reads If-Match, If-None-Match and Idempotency-Key (a token or a structured string) where the route takes them. */
export function readHeaders(event: Event, route: Route, caller: Caller, body: string): Headers | Refused {
  const ifMatch = route.ifMatch ? tagsIn(event.headers['if-match']) : null;
  if (ifMatch === undefined || ifMatch === '*') return invalid('If-Match');

  const ifNoneMatch = route.etag || route.ifMatch === 'honoured' ? tagsIn(event.headers['if-none-match']) : null;
  if (route.etag && ifNoneMatch === undefined) return invalid('If-None-Match');
  if (ifNoneMatch === undefined || (!route.etag && ifNoneMatch !== null && ifNoneMatch !== '*'))
    return invalid('If-None-Match', true);

  const sentKey = route.retryKey ? event.headers['idempotency-key'] : undefined;
  const key = sentKey && keyPattern.exec(sentKey.trim())?.slice(1).find(Boolean);
  if (sentKey !== undefined && !key) return invalid('Idempotency-Key');

  if (!key) return { ifMatch, ifNoneMatch, retryKey: null, keyedNumber: null };

  const { method, path: spelled } = event.requestContext.http;
  // However an order's number is spelled, it is the same order.
  const path = spelled.replace(/(?<=^\/v1\/orders\/)(?:%23|#)?([0-9a-f]{10})(?=\/|$)/i, (_, number) =>
    number.toUpperCase(),
  );
  const who = identityOf(caller);
  const fingerprint = hash(who, method, path, event.rawQueryString, body);
  return {
    ifMatch,
    ifNoneMatch,
    retryKey: { hash: hash(key), fingerprint },
    keyedNumber: (attempt) => hash(who, method, path, key, attempt).slice(0, 10).toUpperCase(),
  };
}

const invalid = (header: 'If-Match' | 'If-None-Match' | 'Idempotency-Key', adds = false) =>
  refuse({ code: 'invalid_header', errors: [httpFault('header', `/${header}`, 'invalid_header', { header, adds })] });

/** A token of RFC 9110 or 9651, or a string of RFC 9651 without its quotes: a key has one spelling in either. */
const keyPattern = /^(?:([!#$%&'*+\-.^_`|~\w:/]{1,255})|"((?:[ !#-[\]-~]|\\["\\]){1,255})")$/;

/** SHA-256 of the parts in hex; JSON keeps them apart. */
const hash = (...parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
