import type * as z from 'zod/mini';
import type { Audience } from '#domain/kernel/caller.ts';
import { inWords } from '#domain/kernel/messages/messages.ts';
import { eventsMadeBy } from '#domain/listening/event-table.ts';
import { type Action, transitionOf } from '#domain/order/actions.ts';
import { changedFields, nextVersion, type Repetition, repetitionOf } from '#domain/order/changes.ts';
import type { OrderChange } from '#domain/order/decide.ts';
import type { Change, Order } from '#domain/order/order.ts';
import type { DryRunReply } from '#functions/contract/replies/dry-run.ts';
import { decideWithCatalog } from '#functions/frames/decide-with-catalog.ts';
import { findOrder, type OrderRequest } from '#functions/frames/find-order.ts';
import {
  changedSince,
  clinicView,
  keyReused,
  laboratoryView,
  orderBody,
  type Reader,
  replyIn,
  type View,
} from '#functions/frames/order-reply.ts';
import { matches, newestOf } from '#functions/http/conditions.ts';
import type { Counted } from '#functions/http/endpoint.ts';
import type { Headers } from '#functions/http/headers.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import { inLanguage, type Reply, reply } from '#functions/http/reply.ts';
import { pauseBefore } from '#functions/pause-before.ts';
import * as orderStore from '#functions/store/orders.ts';

/** A request that changes an order. With `anyVersion` it is for whatever version there is, and has no If-Match. */
export type ChangeRequest<Side extends Audience> = OrderRequest<Side> &
  Pick<Headers, 'ifMatch' | 'retryKey' | 'traceparent'> & { requestId: string; anyVersion?: true };

/** How often a change is decided: twice at once, then each time after a pause and another read. */
const [attempts, atOnce] = [10, 2];

/**
 * Changes an order as one side sees it: one read, a decision, and one write on condition of the version that was read. When
 * another write was faster, it is decided again on what that has left, as if it had been read: mostly that is a conflict,
 * unless the other has changed nothing that this side reads.
 */
const changing =
  <Side extends Audience, Body extends { warnings: unknown[] }>(view: View<Side, Body>) =>
  async <Input>(
    change: OrderChange<Action, Input, Side>,
    input: Input,
    request: ChangeRequest<Side>,
  ): Promise<Counted<Reply<Body> | Refused>> => {
    const show = replyIn(view);
    let found = await findOrder(request);
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt >= atOnce) {
        await pauseBefore(attempt);
        found = await findOrder(request);
      }
      const { order: current } = found;
      const repeatable = { ...request, requestId: attempt > 0 ? request.requestId : null };
      const repetition: Repetition = current ? repetitionOf(repeatable, current) : { kind: 'new' };
      const admitted = change.admit(current, input, request.caller);
      if (admitted.kind === 'refused') {
        // After a return the order is no longer visible to whoever made it; a return may be repeated like any other action.
        const last = current && lastMade(repetition, view.version(current));
        return current && last ? show(current, found, last) : admitted;
      }
      const order = admitted.accepted;
      if (repetition.kind === 'done') return show(order, found, repetition.change ?? {});
      if (transitionOf(change.action, order).kind === 'done') return show(order, found, {});
      if (repetition.kind === 'keyReused') return keyReused;
      const stale = staleness(order, view.version(order), found, request);
      if (stale) return stale;

      const { outcome: decision, rounds } = await decideWithCatalog(found, (act) => change.decide(order, input, act));
      if (decision.kind === 'refused') return { ...decision, rounds };
      const { accepted, warnings } = decision;
      if (changedFields(order, accepted).length === 0) return { ...show(order, found, { warnings }), rounds };
      const events = eventsMadeBy(change.action, order, accepted);
      const next = nextVersion(order, accepted, { ...request, action: change.action, events }, warnings);
      if (next.kind === 'refused') return { ...next, rounds };
      const written = await orderStore.replace(next.accepted, order);
      if (written.kind === 'written') return { ...show(next.accepted, found, { at: found.at, warnings }), rounds };
      if (written.kind === 'newer') break;
      found = { ...found, order: written.order };
    }
    return refuse({ code: 'try_again' });
  };

/** The change that a repeated request has made, if nothing that its caller reads has changed since. */
const lastMade = (repetition: Repetition, version: number): Change | null =>
  repetition.kind === 'done' && repetition.change && repetition.change.version >= version ? repetition.change : null;

export const changeOrder = changing(clinicView);
export const changeLabOrder = changing(laboratoryView);

/** The refusal of a missing If-Match, or of one that names another version; otherwise null. */
function staleness<Side extends Audience>(
  order: Order,
  version: number,
  reader: Reader,
  { ifMatch, anyVersion }: ChangeRequest<Side>,
): Refused | null {
  if (anyVersion) return null;
  if (ifMatch === null) return refuse({ code: 'precondition_required' });
  if (matches(ifMatch, version)) return null;
  return changedSince(newestOf(ifMatch, version), order, version, reader, ifMatch);
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
