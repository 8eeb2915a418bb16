import type * as z from 'zod/mini';
import { type Callers, callerFor } from '#domain/kernel/caller.ts';
import { accept, forbidRole } from '#domain/kernel/decision.ts';
import { faultsOf, parseContext, withInstead } from '#domain/kernel/faults.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import { parser } from '#domain/kernel/parsing.ts';
import { may } from '#domain/order/actions.ts';
import { callerOf } from '#functions/claims.ts';
import type { Route } from '#functions/contract/route.ts';
import { readBody } from '#functions/http/body.ts';
import type { Event } from '#functions/http/event.ts';
import { type Headers, readHeaders } from '#functions/http/headers.ts';
import type { Words } from '#functions/http/messages/words.ts';
import { type Result, refuse } from '#functions/http/refusal.ts';

/** A request as its route takes it: parsed and checked, with nothing read from the table yet. */
export type Request<Row extends Route> = z.output<Row['takes']> &
  Headers & { caller: Callers[Row['audience']]; requestId: string; at: Instant; words: Words };

/** Reads and checks a request. The order of the checks: 401, 403 for the role, 413, 415, 400, 422. */
export function readRequest<Row extends Route>(
  route: Row,
  event: Event,
  { at, words }: { at: Instant; words: Words },
): Result<Request<Row>> {
  const somebody = callerOf(event.requestContext.authorizer?.jwt.claims);
  if (!somebody) return refuse({ code: 'unauthorized' });
  const caller = callerFor<Row['audience']>(route.audience, somebody);
  if (!caller || (!namesAnOrder(route) && !may(caller, route.roles))) return forbidRole(route.roles, somebody);

  const sent = readBody(event, route);
  if (sent.kind === 'refused') return sent;
  const headers = readHeaders(event, route, caller, sent.accepted.text);
  if (headers.kind === 'refused') return headers;

  const taken = read<Row['takes']>(route.takes, {
    params: event.pathParameters ?? {},
    query: queryOf(event),
    body: sent.accepted.json,
  });
  if (!taken.success) {
    const errors = faultsOf(taken.error).map((fault) => withInstead(fault, route.takes));
    return refuse({ code: 'validation_failed', errors });
  }
  const { requestId } = event.requestContext;
  return accept(Object.assign(taken.data, headers.accepted, { caller, requestId, at, words }));
}

/** The query's parameters by name. A repeated parameter becomes a list, which no route takes. */
function queryOf({ rawQueryString }: Event): Record<string, unknown> {
  const byName = Map.groupBy(new URLSearchParams(rawQueryString), ([name]) => name);
  const sent = (values: string[]) => (values.length > 1 ? values : values[0]);
  return Object.fromEntries([...byName].map(([name, pairs]) => [name, sent(pairs.map(([, value]) => value))]));
}

const read = <Schema extends z.ZodMiniObject>(schema: Schema, parts: object) =>
  parser(schema).safeParse(parts, parseContext);

/**
 * A route about one order: the right is checked after the order was found, so that an order that is not visible is 404
 * and not 403.
 */
const namesAnOrder = ({ path }: Route) => path.includes('{number}');
