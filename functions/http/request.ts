import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type * as z from 'zod';
import { may } from '#domain/actions.ts';
import type { ClinicCaller } from '#domain/caller.ts';
import { type Refused, refuse } from '#domain/decision.ts';
import type { Instant } from '#domain/identifiers.ts';
import { readBody } from '#functions/http/body.ts';
import { callerOf } from '#functions/http/caller.ts';
import { faultsOf } from '#functions/http/faults.ts';
import { type Headers, readHeaders } from '#functions/http/headers.ts';
import { type Route, type RouteName, type Routes, routes } from '#functions/routes.ts';

export type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/** A request as its route takes it: everything read, nothing looked up yet. */
export type Request<Name extends RouteName> = z.output<Routes[Name]['takes']> &
  Headers & { caller: ClinicCaller; requestId: string; at: Instant };

/** Reads a request in the contract's order of checks: 401, 403 of the route, 413, 415, 400, 422 of the schemas. */
export function readRequest<Name extends RouteName>(name: Name, event: Event, at: Instant): Request<Name> | Refused {
  type Row = Routes[Name];
  const route: Row = routes[name];
  const caller = callerOf(event.requestContext.authorizer?.jwt.claims);
  if (!caller) return refuse({ code: 'unauthorized' });
  if (caller.role === 'laboratory' || (!asksForAnOrder(route) && !may(caller, route.roles)))
    return refuse({ code: 'forbidden' });

  const sent = readBody(event, route);
  if ('refused' in sent) return sent;
  const headers = readHeaders(event, route, caller, sent.text);
  if ('refused' in headers) return headers;

  const taken = read<Row['takes']>(route.takes, {
    params: event.pathParameters ?? {},
    query: Object.fromEntries(new URLSearchParams(event.rawQueryString)),
    body: sent.json,
  });
  if (!taken.success) return refuse({ code: 'validation_failed', errors: faultsOf(taken.error) });
  return Object.assign(taken.data, headers, { caller, requestId: event.requestContext.requestId, at });
}

const read = <Schema extends z.ZodObject>(schema: Schema, parts: object) => schema.safeParse(parts);

/** On an order the right is asked after the order: whoever may not see it hears that it is not there. */
const asksForAnOrder = ({ path }: Route) => path.includes('{number}');
