import { opensTo } from '#domain/catalog/laboratories.ts';
import type { Audience, Caller, Callers, Role } from '#domain/kernel/caller.ts';
import { accept, type Decision, type Effect, forbidRole, refuse } from '#domain/kernel/decision.ts';
import type { Act, NewOrderAct } from '#domain/order/act.ts';
import { type Action, actions, allowedActions, may, visible } from '#domain/order/actions.ts';
import type { Order } from '#domain/order/order.ts';
import { forbidden, type RequestBody } from '#domain/order/rights.ts';

/** Who asks, with the catalogue: a laboratory's own profile says to which tenants it is open. */
type AdmissionContext = Pick<Act<Caller>, 'caller' | 'catalog'>;

/** The order, if it exists for the caller, who has the right and may set what they set: else 404, then 403. */
export function admit(
  roles: readonly Role[],
  order: Order | null,
  input: RequestBody | null,
  { caller, catalog }: AdmissionContext,
): Decision<Order> {
  const profile = caller.role === 'laboratory' ? catalog.profiles.get(caller.laboratoryId) : undefined;
  if (!order || !visible(order, caller) || !opensTo(profile, order.tenantId)) return refuse({ code: 'not_found' });
  if (!may(caller, roles)) return forbidRole(roles, caller);
  return forbidden('body', input, order, caller) ?? accept(order);
}

/** What an action does to an order that it is admitted to and whose status allows it. */
type Verb<Input extends RequestBody | null, Side extends Audience> = (
  order: Order,
  input: Input,
  act: Act<Callers[Side]>,
) => Decision<Order>;

/** An action that changes an order. Its decision is total: it can be asked about any order, or none, by anybody. */
export type OrderChange<Name extends Action, Input, Side extends Audience> = {
  action: Name;
  admit: (order: Order | null, input: Input, act: AdmissionContext) => Decision<Order>;
  decide: (order: Order | null, input: Input, act: Act<Callers[Side]>) => Decision<Order>;
  effects: (before: Order, after: Order) => Effect[];
};

/**
 * The change that a verb makes where the table of actions lets it: the order must exist for the caller, who must have
 * the right, in a status that allows it; and it then has the status that the table names. What has been done already
 * is accepted as it is. `effects` are what a dry run says.
 */
export function change<Name extends Action, Input extends RequestBody | null, Side extends Audience = 'clinic'>(
  action: Name,
  verb: Verb<Input, Side>,
  effects: OrderChange<Name, Input, Side>['effects'] = () => [],
): OrderChange<Name, Input, Side> {
  const admitted = (order: Order | null, input: Input, act: AdmissionContext) =>
    admit(actions[action].roles, order, input, act);
  return {
    action,
    admit: admitted,
    decide: (order, input, act) => {
      const decision = admitted(order, input, act);
      if (decision.kind === 'refused') return decision;
      return inStatus(action, decision.accepted, act, (current) => verb(current, input, act));
    },
    effects,
  };
}

/** An action that makes an order, from nothing or from another one, which is left as it is. Its decision is total, too. */
export type OrderMaking<Name extends string, Input> = {
  action: Name;
  admit: (source: Order | null, input: Input, act: AdmissionContext) => Decision<Order | null>;
  decide: (source: Order | null, input: Input, act: NewOrderAct) => Decision<Order>;
};

/** The order that a verb makes of what its maker is admitted to. */
export function making<Name extends string, Input, Source extends Order | null>(
  action: Name,
  admitted: (source: Order | null, input: Input, act: AdmissionContext) => Decision<Source>,
  verb: (source: Source, input: Input, act: NewOrderAct) => Decision<Order>,
): OrderMaking<Name, Input> {
  return {
    action,
    admit: admitted,
    decide: (source, input, act) => {
      const decision = admitted(source, input, act);
      return decision.kind === 'refused' ? decision : verb(decision.accepted, input, act);
    },
  };
}

/** What an action does in the status of an order. */
export const transitionOf = (action: Action, { status }: Order) => actions[action][status];

function inStatus(
  action: Action,
  order: Order,
  { caller }: Pick<Act<Caller>, 'caller'>,
  verb: (order: Order) => Decision<Order>,
): Decision<Order> {
  const transition = transitionOf(action, order);
  if (transition.kind === 'done') return accept(order);
  if (transition.kind === 'refused')
    return refuse({ code: 'invalid_status', orderStatus: order.status, actions: allowedActions(order, caller) });
  const decision = verb(order);
  if (decision.kind === 'refused' || transition.to === null) return decision;
  return accept({ ...decision.accepted, status: transition.to }, decision.warnings);
}
