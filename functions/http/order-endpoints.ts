import { randomBytes } from 'node:crypto';
import type { Act, NewOrderAct } from '#domain/act.ts';
import { type Action, actions, allowedActions, may, visible } from '#domain/actions.ts';
import { todayIn } from '#domain/calendar.ts';
import type { ClinicCaller } from '#domain/caller.ts';
import type { CatalogNeeds, Settings } from '#domain/catalog.ts';
import { changeBy, changedFields, fieldsChangedSince, recorded, retryOf } from '#domain/changes.ts';
import {
  type Decision,
  type Effect,
  forbid,
  forbidRole,
  type Refused,
  refuse,
  type Warning,
} from '#domain/decision.ts';
import type { Order } from '#domain/order.ts';
import { seesField, shownOrder, sightOf } from '#domain/projection.ts';
import { forbiddenFields } from '#domain/rights.ts';
import { conflict, matches, newestOf, type Tag } from '#functions/http/conditions.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import { etagOf, type Reply } from '#functions/http/reply.ts';
import type { Request } from '#functions/http/request.ts';
import type { RouteName } from '#functions/routes.ts';
import * as catalogs from '#functions/store/catalog.ts';
import * as orderStore from '#functions/store/orders.ts';

type OrderRoute = Action & RouteName;
type Found = { order: Order; settings: Settings };

/** What a change of an order has to look up, how it is decided, and what a rehearsal of it says. */
type Change<Name extends OrderRoute> = {
  needs?: (order: Order, body: Request<Name>['body']) => CatalogNeeds;
  /** What is to be looked up in addition, once that is known. */
  needsThen?: (order: Order, body: Request<Name>['body'], act: Act) => CatalogNeeds;
  decide: (order: Order, body: Request<Name>['body'], act: Act, params: Request<Name>['params']) => Decision<Order>;
  effects?: (before: Order, after: Order) => Effect[];
};

/** The Lambda of a change of an order that stands: one read, a decision, one write upon the version read. */
export function orderChange<Name extends OrderRoute>(name: Name, { needs, needsThen, decide, effects }: Change<Name>) {
  return endpoint(name, async (request) => {
    const found = await findOrder(name, request);
    if ('refused' in found) return found;
    const { order, settings } = found;
    const rehearsed = 'dryRun' in request.query && request.query.dryRun === true;
    const permitted = rehearsed ? inStatus(name, found, request.caller) : checkChange(name, found, request);
    if (permitted === 'done') return shown(order, settings, request);
    if (permitted !== 'yes') return permitted;

    const { body, params } = request;
    const act = await lookedUp(actOf(request, settings), needs?.(order, body), (known) =>
      needsThen?.(order, body, known),
    );
    const decision = decide(order, body, act, params);
    if ('refused' in decision) return decision;
    const { accepted, warnings } = decision;
    if (rehearsed) {
      const { body: rehearsal } = shown(accepted, settings, request, warnings);
      const { warnings: all } = rehearsal;
      return { body: { effects: effects?.(order, accepted) ?? [], warnings: all, order: rehearsal } };
    }
    if (changedFields(order, accepted).length === 0) return shown(order, settings, request, warnings);

    const next = recorded(order, accepted, { ...request, action: name }, warnings);
    if ('refused' in next) return next;
    const written = await orderStore.replace(next.accepted, order);
    if (written === 'newer') return refuse({ code: 'try_again' });
    if (written === 'written') return shown(next.accepted, settings, request);
    const { standing } = written;
    // A cancel that a twin was faster with is done.
    if (visible(standing, request.caller) && actions[name][standing.status] === 'done')
      return shown(standing, settings, request);
    const now = { order: standing, settings };
    return settled(standing, settings, request, 200) ?? changedSince(order.version, now, request.caller);
  });
}

/** The order a request names, if it exists for the caller, who may do this to it: else 404, then 403. */
export async function findOrder<Name extends OrderRoute>(name: Name, request: Request<Name>): Promise<Found | Refused> {
  const { number } = request.params;
  const { orders, settings } = await orderStore.find(request.caller.tenantId, number);
  return checkOrder(name, orders.get(number), settings, request);
}

function checkOrder<Name extends OrderRoute>(
  name: Name,
  order: Order | undefined,
  settings: Settings,
  { caller, body }: Request<Name>,
): Found | Refused {
  if (!order || !visible(order, caller)) return refuse({ code: 'not_found' });
  if (!may(caller, actions[name].roles)) return forbidRole(actions[name].roles, caller);
  const pointers = forbiddenFields(body ?? {}, order, caller);
  return pointers.length > 0 ? forbid('body', pointers) : { order, settings };
}

const keyReused = refuse({
  code: 'idempotency_key_reused',
  errors: [httpFault('header', '/Idempotency-Key', 'key_reused')],
});

/** A repetition is answered before the version is asked for, and the version before the status. */
function checkChange(name: OrderRoute, found: Found, request: Request<OrderRoute>) {
  const { order } = found;
  const { caller, retryKey, ifMatch } = request;
  const retry = retryOf(order, retryKey);
  const status = inStatus(name, found, caller);
  if (retry === 'done' || status === 'done') return 'done';
  if (retry === 'reused') return keyReused;
  if (ifMatch === null) return refuse({ code: 'precondition_required' });
  if (!matches(ifMatch, order.version)) return changedSince(newestOf(ifMatch, order.version), found, caller, ifMatch);
  return status;
}

function inStatus(name: OrderRoute, { order }: Found, caller: ClinicCaller): 'yes' | 'done' | Refused {
  const answer = actions[name][order.status];
  if (answer !== 'no') return answer;
  return refuse({ code: 'invalid_status', orderStatus: order.status, actions: allowedActions(order, caller) });
}

/** Somebody else's change stands there: what it changed, or nothing where the order has become invisible by it. */
function changedSince(
  read: number | undefined,
  { order, settings }: Found,
  caller: ClinicCaller,
  tags?: readonly Tag[],
) {
  if (!visible(order, caller)) return refuse({ code: 'not_found' });
  const sight = sightOf(caller, settings, order);
  const changed = read === undefined ? null : fieldsChangedSince(read, order);
  return conflict(order.version, changed?.filter((field) => seesField(field, sight)) ?? null, tags);
}

/**
 * What a failed condition means when our own effect stands there: a lost answer or a twin of this request is a success.
 * Undefined when somebody else's does.
 */
function settled(standing: Order, settings: Settings, request: Asked, status: 200 | 201): Reply | Refused | undefined {
  const retry = retryOf(standing, request.retryKey);
  if (retry === 'new' && !changeBy(request, standing)) return undefined;
  if (!visible(standing, request.caller)) return refuse({ code: 'not_found' });
  if (retry === 'reused') return keyReused;
  return shown(standing, settings, request, undefined, status);
}

type NewOrderRoute = 'createOrder' | 'copyOrder';

/** Where a new order comes from, what it has to look up, and how it is decided. */
type Making<Name extends NewOrderRoute, Source> = {
  from: (request: Request<Name>, orders: Map<string, Order>, settings: Settings) => { source: Source } | Refused;
  needs: (source: Source, body: Request<Name>['body'], caller: ClinicCaller) => CatalogNeeds;
  needsThen?: (source: Source, body: Request<Name>['body'], act: NewOrderAct) => CatalogNeeds;
  decide: (source: Source, body: Request<Name>['body'], act: NewOrderAct) => Decision<Order>;
};

/** How many numbers are tried; with 40 random bits even the second is hardly ever needed. */
const attempts = 5;

/** The Lambda of an action that makes an order: one read, a decision, one write where no order stands. */
export function newOrder<Name extends NewOrderRoute, Source>(
  name: Name,
  { from, needs, needsThen, decide }: Making<Name, Source>,
) {
  return endpoint(name, async (request) => {
    const { caller, body, retryKey, keyedNumber } = request;
    const sources = 'number' in request.params ? [request.params.number] : [];
    for (let attempt = 0; attempt < attempts; attempt++) {
      const number = keyedNumber?.(attempt) ?? randomBytes(5).toString('hex').toUpperCase();
      const { orders, newer, settings } = await orderStore.find(
        caller.tenantId,
        ...sources,
        ...(retryKey ? [number] : []),
      );
      const origin = from(request, orders, settings);
      if ('refused' in origin) return origin;
      const standing = orders.get(number);
      const twin = standing && settled(standing, settings, request, 201);
      if (twin) return twin;
      if (standing) continue;
      // A copy would be of that release's shape in part, and of ours by name.
      if (sources.some((source) => newer.has(source))) break;

      const { source } = origin;
      const acting = { ...actOf(request, settings), number };
      const act = await lookedUp(acting, needs(source, body, caller), (known) => needsThen?.(source, body, known));
      const decision = decide(source, body, act);
      if ('refused' in decision) return decision;
      const first = recorded(null, decision.accepted, { ...request, action: name }, decision.warnings);
      if ('refused' in first) return first;
      const written = await orderStore.insert(first.accepted);
      if (written === 'written') return shown(first.accepted, settings, request, undefined, 201);
      // It may be our own twin, which only that release can tell.
      if (written === 'newer') break;
      const settledTwin = settled(written.standing, settings, request, 201);
      if (settledTwin) return settledTwin;
    }
    return refuse({ code: 'try_again' });
  });
}

/** A new order comes from nothing but its request. */
export function fromNothing({ body, caller }: Request<'createOrder'>): { source: null } | Refused {
  const pointers = forbiddenFields(body, null, caller);
  return pointers.length > 0 ? forbid('body', pointers) : { source: null };
}

/** A copy comes from an order that its caller may copy. */
export function fromOrder(request: Request<'copyOrder'>, orders: Map<string, Order>, settings: Settings) {
  const found = checkOrder('copyOrder', orders.get(request.params.number), settings, request);
  return 'refused' in found ? found : { source: found.order };
}

/** The act with the catalogue entries that it needs: those known from the start, then those that they lead to. */
async function lookedUp<Acting extends Omit<Act, 'catalog'>>(
  acting: Acting,
  needs: CatalogNeeds = {},
  needsThen: (act: Acting & Pick<Act, 'catalog'>) => CatalogNeeds | undefined,
): Promise<Acting & Pick<Act, 'catalog'>> {
  const { tenantId } = acting.caller;
  const act = { ...acting, catalog: await catalogs.find(tenantId, needs) };
  const more = await catalogs.find(tenantId, needsThen(act) ?? {});
  const employees = new Map([...act.catalog.employees, ...more.employees]);
  return { ...act, catalog: { ...act.catalog, employees } };
}

function actOf({ caller, at }: Request<OrderRoute | NewOrderRoute>, settings: Settings): Omit<Act, 'catalog'> {
  const newId = () => randomBytes(5).toString('hex');
  return { caller, at, today: todayIn(settings.timeZone, at), settings, newId };
}

type Asked = Pick<Request<RouteName>, 'caller' | 'at' | 'retryKey' | 'requestId'>;

/**
 * The order as this caller sees it, with its version as ETag. The warnings of the change that the request has made stand
 * in the order, so that a repetition hears them again; where none was made, those of the decision are given.
 */
export function shown(
  order: Order,
  settings: Settings,
  request: Asked,
  warnings?: readonly Warning[],
  status: 200 | 201 = 200,
) {
  const { caller, at } = request;
  const done = warnings ? { warnings } : changeBy(request, order);
  return {
    status,
    body: shownOrder(order, caller, settings, todayIn(settings.timeZone, at), done),
    headers: {
      ...etagOf(order.version),
      ...(status === 201 && { location: `/v1/orders/${order.number}` }),
    },
  };
}
