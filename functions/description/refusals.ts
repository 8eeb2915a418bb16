import type { Audience } from '#domain/kernel/caller.ts';
import { type Action, actions, type Cell } from '#domain/order/actions.ts';
import { Status } from '#domain/order/statuses.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import { type Route, takesBody } from '#functions/contract/route.ts';
import type { RouteName } from '#functions/contract/routes.ts';
import type { Refusal } from '#functions/http/refusal.ts';

export type RefusalCode = Refusal['code'];

const always = () => true;
const only =
  (...names: RouteName[]) =>
  ({ name }: Route) =>
    names.some((one) => one === name);

/** Which routes can refuse with a code, as their rows and the table of actions say it. A code without a row does not compile. */
const refusesWith: Record<RefusalCode, (route: Route) => boolean> = {
  malformed_body: takesBody,
  invalid_header: ({ ifMatch, etag, retryKey }) => Boolean(ifMatch || etag || retryKey),
  unauthorized: always,
  forbidden: always,
  // A PUT adds what is not there. A repeated createOrder may find an order that its caller no longer sees.
  not_found: ({ name, path, adds, success }) =>
    name === 'createOrder' || name === 'getLabProfile' || (path.includes('{') && !adds && success !== 204),
  // Only unknown-route.ts answers it, for no route.
  method_not_allowed: () => false,
  // To a laboratory, an order that was never published does not exist.
  invalid_status: ({ name, audience }) =>
    isAction(name) && Status.options.some((status) => refusesIn(actions[name][status], audience)),
  payroll_finalized: only('planWork', 'editWorkPlan', 'addPayrollRecord', 'removePayrollRecord'),
  feed_expired: only('getFeed', 'replayDeliveries', 'getLabFeed', 'replayLabDeliveries'),
  version_conflict: ({ ifMatch }) => ifMatch !== undefined,
  body_too_large: takesBody,
  unsupported_media_type: takesBody,
  validation_failed: always,
  not_ready: only('createOrder', 'publishOrder'),
  idempotency_key_reused: ({ retryKey }) => retryKey === true,
  precondition_required: ({ ifMatch }) => ifMatch === 'required',
  internal_error: always,
  try_again: always,
};

const refusesIn = ({ kind }: Cell, audience: Audience) =>
  kind === 'refused' || (kind === 'oncePublished' && audience === 'clinic');

const isAction = (name: string): name is Action => Object.hasOwn(actions, name);

/** What API Gateway answers by itself, with only a `message`: why, and what to do. */
const byGateway: Record<number, string> = {
  401: 'There is no token, or it is no longer valid. Get a new one.',
  403: 'The token lacks the scope. Ask for it with the token.',
  413: 'The body is over 10 MB. Send less at once.',
  429: 'There are too many requests. Repeat this one after a moment, then later and later.',
  500: 'The order desk did not answer. Repeat the request later.',
  503: 'The order desk did not answer, or has too much to do. Repeat the request later.',
};

/** One status that a route can refuse with: our codes, and what API Gateway answers, if it does. */
export type RefusedStatus = { status: number; codes: RefusalCode[]; gateway: string | undefined };

/** Every status that a route can refuse with. */
export function refusalsOf(route: Route): RefusedStatus[] {
  const codes = keysOf(refusesWith).filter((code) => refusesWith[code](route));
  const byStatus = Map.groupBy(codes, (code): number => problemStatuses[code]);
  const all = new Set([...byStatus.keys(), 429]);
  return [...all]
    .toSorted((one, other) => one - other)
    .map((status) => ({ status, codes: byStatus.get(status) ?? [], gateway: byGateway[status] }));
}

/** The names of a table's rows. */
export function keysOf<Table extends object>(table: Table): Extract<keyof Table, string>[] {
  const keys = [];
  for (const key in table) keys.push(key);
  return keys;
}
