import type * as z from 'zod/mini';
import type { Audience } from '#domain/kernel/caller.ts';
import type { Warning } from '#domain/kernel/decision.ts';
import { inWords } from '#domain/kernel/messages/messages.ts';
import { eventsMadeBy } from '#domain/listening/event-table.ts';
import { type Action, transitionOf, visible } from '#domain/order/actions.ts';
import { changedFields, nextVersion, type Repeatable, repetitionOf } from '#domain/order/changes.ts';
import type { OrderChange } from '#domain/order/decide.ts';
import type { Order } from '#domain/order/order.ts';
import type { OrderReply } from '#domain/order/projection.ts';
import type { DryRunReply } from '#functions/contract/replies/dry-run.ts';
import { catalogIn, decideWithCatalog } from '#functions/frames/decide-with-catalog.ts';
import { type FoundOrder, findOrder, type OrderRequest } from '#functions/frames/find-order.ts';
import { changedSince, keyReused, orderBody, orderReply, type Reader } from '#functions/frames/order-reply.ts';
import { matches, newestOf } from '#functions/http/conditions.ts';
import type { Counted } from '#functions/http/endpoint.ts';
import type { Headers } from '#functions/http/headers.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import { inLanguage, type Reply, reply } from '#functions/http/reply.ts';
import * as orderStore from '#functions/store/orders.ts';

/** A request that changes an order. */
export type ChangeRequest<Side extends Audience> = OrderRequest<Side> &
  Pick<Headers, 'ifMatch' | 'retryKey' | 'traceparent'> & { requestId: string };

/** Changes an order: one read, a decision, and one write on condition of the version that was read. */
export async function changeOrder<Input, Side extends Audience>(
  change: OrderChange<Action, Input, Side>,
  input: Input,
  request: ChangeRequest<Side>,
): Promise<Counted<Reply<OrderReply> | Refused>> {
  const found = await findOrder(request);
  const admitted = change.admit(found.order, input, { caller: request.caller, catalog: catalogIn(found.known) });
  if (admitted.kind === 'refused') return admitted;
  const order = admitted.accepted;
  const early = earlyReply(change.action, order, found, request);
  if (early) return early;

  const { outcome: decision, rounds } = await decideWithCatalog(found, (act) => change.decide(order, input, act));
  if (decision.kind === 'refused') return { ...decision, rounds };
  const { accepted, warnings } = decision;
  if (changedFields(order, accepted).length === 0) return { ...orderReply(order, found, { warnings }), rounds };
  return { ...(await commit(change.action, order, accepted, warnings, found, request)), rounds };
}

/** Says what a change would do, and writes nothing. It applies to the current order, so no If-Match is needed. */
export async function dryRun<Input, Side extends Audience>(
  change: OrderChange<Action, Input, Side>,
  input: Input,
  request: OrderRequest<Side>,
): Promise<Counted<Reply<z.output<typeof DryRunReply>> | Refused>> {
  const found = await findOrder(request);
  const { outcome: decision, rounds } = await decideWithCatalog(found, (act) => change.decide(found.order, input, act));
  if (decision.kind === 'refused') return { ...decision, rounds };
  const { accepted, warnings } = decision;
  const order = orderBody(accepted, found, { warnings });
  const { words } = request;
  const made = found.order ? change.effects(found.order, accepted) : [];
  const effects = made.map((effect) => {
    const { code: _, ...shown } = inWords(words.effects, effect);
    return shown;
  });
  return { ...reply({ effects, warnings: order.warnings, order }, inLanguage(words)), whole: true, rounds };
}

/** The reply when no decision is needed: a repeated request first, then a missing If-Match, then another version. */
function earlyReply(
  action: Action,
  order: Order,
  reader: Reader,
  { ifMatch, retryKey }: Pick<Headers, 'ifMatch' | 'retryKey'>,
): Reply<OrderReply> | Refused | null {
  const done = alreadyDone(action, order, reader, { retryKey, requestId: null });
  if (done) return done;
  if (ifMatch === null) return refuse({ code: 'precondition_required' });
  if (matches(ifMatch, order.version)) return null;
  return changedSince(newestOf(ifMatch, order.version), order, reader, ifMatch);
}

/** The reply when the request has already had its effect, by itself or by somebody else; otherwise null. */
function alreadyDone(
  action: Action,
  order: Order,
  reader: Reader,
  request: Repeatable,
): Reply<OrderReply> | Refused | null {
  const repetition = repetitionOf(request, order);
  if (repetition.kind === 'done') return orderReply(order, reader, repetition.change ?? {});
  if (transitionOf(action, order).kind === 'done') return orderReply(order, reader, {});
  return repetition.kind === 'keyReused' ? keyReused : null;
}

async function commit<Side extends Audience>(
  action: Action,
  before: Order,
  after: Order,
  warnings: Warning[],
  found: FoundOrder<Side>,
  request: ChangeRequest<Side>,
): Promise<Reply<OrderReply> | Refused> {
  const next = nextVersion(
    before,
    after,
    { ...request, action, events: eventsMadeBy(action, before, after) },
    warnings,
  );
  if (next.kind === 'refused') return next;
  const written = await orderStore.replace(next.accepted, before);
  switch (written.kind) {
    case 'written':
      return orderReply(next.accepted, found, { at: found.at, warnings });
    case 'newer':
      return refuse({ code: 'try_again' });
    // Another write was faster: this request repeated, another one with the same effect, or a different change.
    case 'conflict': {
      const { order } = written;
      if (!visible(order, request.caller)) return refuse({ code: 'not_found' });
      return alreadyDone(action, order, found, request) ?? changedSince(before.version, order, found);
    }
  }
}
