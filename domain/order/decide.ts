import type { Audience, Caller, Callers, Role } from '#domain/kernel/caller.ts';
import { accept, type Decision, type Effect, forbidRole, refuse } from '#domain/kernel/decision.ts';
import type { Act, NewOrderAct } from '#domain/order/act.ts';
import { type Action, actions, allowedActions, may, transitionOf, visible } from '#domain/order/actions.ts';
import type { Order } from '#domain/order/order.ts';
import { forbidden, type RequestBody } from '#domain/order/rights.ts';

/**
 * Admits a caller to an order: 404 if the caller does not see it, 403 if the role or a field that was sent is not
 * allowed. `sees` says what is asked for: the order itself, unless it is only the messages about it.
 */
export function admit(
  roles: readonly Role[],
  order: Order | null,
  input: RequestBody | null,
  caller: Caller,
  sees: (order: Order, caller: Caller) => boolean = visible,
): Decision<Order> {
  if (!order || !sees(order, caller)) return refuse({ code: 'not_found' });
  if (!may(caller, roles)) return forbidRole(roles, caller);
  return forbidden('body', input, order, caller) ?? accept(order);
}

/** What an action does once the caller is admitted and the status allows it. */
type Verb<Input extends RequestBody | null, Side extends Audience> = (
  order: Order,
  input: Input,
  act: Act<Callers[Side]>,
) => Decision<Order>;

/** An action that changes an order. `decide` is total: it handles any caller and any order, also null. */
export type OrderChange<Name extends Action, Input, Side extends Audience> = {
  action: Name;
  admit: (order: Order | null, input: Input, caller: Caller) => Decision<Order>;
  decide: (order: Order | null, input: Input, act: Act<Callers[Side]>) => Decision<Order>;
  effects: (before: Order, after: Order) => Effect[];
};

/**
 * An action on an existing order. It checks visibility, role, fields and status first, then runs `verb` and sets the
 * status that the table of actions names. An action whose effect is already there accepts the order unchanged.
 * `effects` are for a dry run.
 */
export function change<Name extends Action, Input extends RequestBody | null, Side extends Audience = 'clinic'>(
  action: Name,
  verb: Verb<Input, Side>,
  effects: OrderChange<Name, Input, Side>['effects'] = () => [],
): OrderChange<Name, Input, Side> {
  const admitted = (order: Order | null, input: Input, caller: Caller) =>
    admit(actions[action].roles, order, input, caller);
  return {
    action,
    admit: admitted,
    decide: (order, input, act) => {
      const decision = admitted(order, input, act.caller);
      if (decision.kind === 'refused') return decision;
      return inStatus(action, decision.accepted, act, (current) => verb(current, input, act));
    },
    effects,
  };
}

/**
 * An action that makes an order, from nothing or from a source, which stays unchanged. `decide` is total, as for
 * `OrderChange`.
 */
export type OrderMaking<Name extends string, Input> = {
  action: Name;
  admit: (source: Order | null, input: Input, caller: Caller) => Decision<Order | null>;
  decide: (source: Order | null, input: Input, act: NewOrderAct) => Decision<Order>;
};

/** An action that makes an order: it checks `admitted` first, then runs `verb`. */
export function making<Name extends string, Input, Source extends Order | null>(
  action: Name,
  admitted: (source: Order | null, input: Input, caller: Caller) => Decision<Source>,
  verb: (source: Source, input: Input, act: NewOrderAct) => Decision<Order>,
): OrderMaking<Name, Input> {
  return {
    action,
    admit: admitted,
    decide: (source, input, act) => {
      const decision = admitted(source, input, act.caller);
      return decision.kind === 'refused' ? decision : verb(decision.accepted, input, act);
    },
  };
}

function inStatus(
  action: Action,
  order: Order,
  { caller }: Pick<Act<Caller>, 'caller'>,
  verb: (order: Order) => Decision<Order>,
): Decision<Order> {
  const transition = transitionOf(action, order);
  if (transition.kind === 'done') return accept(order);
  if (transition.kind === 'refused') {
    const { because } = transition;
    const facts = { orderStatus: order.status, actions: allowedActions(order, caller) };
    return refuse({ code: 'invalid_status', ...facts, ...(because && { because }) });
  }
  const decision = verb(order);
  if (decision.kind === 'refused' || transition.to === null) return decision;
  return accept({ ...decision.accepted, status: transition.to }, decision.warnings);
}
