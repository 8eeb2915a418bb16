import { randomBytes } from 'node:crypto';
import type { Wanted } from '#domain/catalog/lookup.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import type { Instant, OrderNumber } from '#domain/kernel/identifiers.ts';
import { eventsMadeBy } from '#domain/listening/event-table.ts';
import { visible } from '#domain/order/actions.ts';
import { nextVersion, type Repeatable, repetitionOf } from '#domain/order/changes.ts';
import type { OrderMaking } from '#domain/order/decide.ts';
import type { Order } from '#domain/order/order.ts';
import type { OrderReply } from '#domain/order/projection.ts';
import { decideWithCatalog } from '#functions/frames/decide-with-catalog.ts';
import { keyReused, newOrderReply, type Reader } from '#functions/frames/order-reply.ts';
import type { Counted } from '#functions/http/endpoint.ts';
import type { Headers } from '#functions/http/headers.ts';
import type { Words } from '#functions/http/messages/words.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import type { Reply } from '#functions/http/reply.ts';
import * as orderStore from '#functions/store/orders.ts';

/** The order to copy, if any, and the catalogue entries that the request names, which are read with it. */
type Origin = { source: OrderNumber | null; references: Wanted };

type MakingRequest<Input> = { caller: ClinicCaller; at: Instant; words: Words; body: Input; requestId: string } & Pick<
  Headers,
  'keyedNumber' | 'retryKey' | 'traceparent'
>;

/** How many order numbers are tried. With 40 random bits, even a second one is hardly ever needed. */
const attempts = 5;

/**
 * Makes an order: one read, a decision, and one write on condition that the number is free. A repeated request finds
 * the order that it made.
 */
export async function makeOrder<Input>(
  { action, admit, decide }: OrderMaking<'createOrder' | 'copyOrder', Input>,
  { source, references }: Origin,
  request: MakingRequest<Input>,
): Promise<Counted<Reply<OrderReply> | Refused>> {
  const { caller, at, words, body, keyedNumber } = request;
  const { tenantId } = caller;
  const sources = source === null ? [] : [source];
  for (let attempt = 0; attempt < attempts; attempt++) {
    const number = keyedNumber?.(attempt) ?? randomBytes(5).toString('hex').toUpperCase();
    const read = await orderStore.find(tenantId, keyedNumber ? [...sources, number] : sources, references);
    const { orders, newer, settings, known } = read;
    const reader = { caller, at, settings, words };
    const origin = (source !== null && orders.get(source)) || null;
    const admitted = admit(origin, body, caller);
    if (admitted.kind === 'refused') return admitted;
    const there = orders.get(number);
    const earlier = there && alreadyMade(there, reader, request);
    if (earlier) return earlier;
    if (there) continue;
    // A newer release wrote the source. A copy made here would mix its shape with ours.
    if (sources.some((one) => newer.has(one))) break;

    const basis = { caller, at, tenantId, settings, known };
    const { outcome: decision, rounds } = await decideWithCatalog(basis, (act) =>
      decide(origin, body, { ...act, number }),
    );
    if (decision.kind === 'refused') return { ...decision, rounds };
    const events = eventsMadeBy(action, null, decision.accepted);
    const first = nextVersion(null, decision.accepted, { ...request, action, events }, decision.warnings);
    if (first.kind === 'refused') return { ...first, rounds };
    const written = await orderStore.insert(first.accepted);
    if (written.kind === 'written')
      return { ...newOrderReply(first.accepted, reader, { at, warnings: decision.warnings }), rounds };
    // Perhaps this very request made it in the newer release; only that release can tell.
    if (written.kind === 'newer') break;
    const other = alreadyMade(written.order, reader, request);
    if (other) return other;
  }
  return refuse({ code: 'try_again' });
}

/** The reply when this request has already made the order with this number; null when another request has. */
function alreadyMade(order: Order, reader: Reader, request: Repeatable): Reply<OrderReply> | Refused | null {
  const repetition = repetitionOf(request, order);
  if (repetition.kind === 'new') return null;
  if (!visible(order, reader.caller)) return refuse({ code: 'not_found' });
  return repetition.kind === 'done' ? newOrderReply(order, reader, repetition.change ?? {}) : keyReused;
}
