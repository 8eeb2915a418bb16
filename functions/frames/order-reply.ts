import type { Settings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import { fieldsChangedSince } from '#domain/order/changes.ts';
import type { Order, StoredWarning } from '#domain/order/order.ts';
import { type OrderReply, toOrderReply } from '#domain/order/projection.ts';
import { seesField, visibilityFor } from '#domain/order/visibility.ts';
import { todayIn } from '#functions/clock.ts';
import { conflict, type Tag } from '#functions/http/conditions.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import type { Words } from '#functions/http/messages/words.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import { etagOf, inLanguage, type Reply, reply } from '#functions/http/reply.ts';

/** Who reads the order, when, and in which words. */
export type Reader = { caller: Caller; at: Instant; settings: Settings; words: Words };

/** The action that is being replied to: its warnings, and when it happened. */
export type DoneAction = { at?: Instant; warnings?: readonly StoredWarning[] | undefined };

/** The reply with an order as the caller sees it, and its version as ETag. */
export const orderReply = (order: Order, reader: Reader, done: DoneAction): Reply<OrderReply> =>
  wholeIfItWarns(reply(orderBody(order, reader, done), { ...etagOf(order.version), ...inLanguage(reader.words) }));

/** The reply (201) to a request that made an order. */
export const newOrderReply = (order: Order, reader: Reader, done: DoneAction): Reply<OrderReply> => {
  const headers = { ...etagOf(order.version), ...inLanguage(reader.words), location: `/v1/orders/${order.number}` };
  return wholeIfItWarns(reply(orderBody(order, reader, done), headers, 201));
};

/** What an action warns of may be in no later read, so a reply that warns is never left out. */
const wholeIfItWarns = (answer: Reply<OrderReply>): Reply<OrderReply> =>
  answer.body.warnings.length > 0 ? { ...answer, whole: true } : answer;

export const orderBody = (order: Order, reader: Reader, done: DoneAction): OrderReply =>
  toOrderReply(order, reader, () => todayIn(reader.settings.timeZone, reader.at), done);

/**
 * The conflict reply (412). It lists the visible fields changed since the version that was read; null if that version
 * is unknown or too old.
 */
export function changedSince(
  read: number | undefined,
  order: Order,
  { caller, settings }: Reader,
  tags: readonly Tag[] = [],
): Refused {
  const visibility = visibilityFor(caller, settings, order);
  const changed = read === undefined ? null : fieldsChangedSince(read, order);
  return conflict(order.version, changed?.filter((field) => seesField(field, visibility)) ?? null, tags);
}

export const keyReused: Refused = refuse({
  code: 'idempotency_key_reused',
  errors: [httpFault('header', '/Idempotency-Key', 'key_reused')],
});
