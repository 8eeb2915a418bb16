import type { Settings } from '#domain/catalog/settings.ts';
import type { Audience, Caller, Callers } from '#domain/kernel/caller.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import { fieldsChangedForLaboratory, fieldsChangedSince } from '#domain/order/changes.ts';
import type { Order, StoredWarning } from '#domain/order/order.ts';
import { type LabOrderReply, type OrderReply, toLabOrderReply, toOrderReply } from '#domain/order/projection.ts';
import { seesField, visibilityFor } from '#domain/order/visibility.ts';
import { todayIn } from '#functions/clock.ts';
import { conflict, type Tag } from '#functions/http/conditions.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import type { Words } from '#functions/http/messages/words.ts';
import { type Refused, refuse } from '#functions/http/refusal.ts';
import { etagOf, inLanguage, type Reply, reply } from '#functions/http/reply.ts';

/** Who reads the order, when, and in which words. */
export type Reader<By extends Caller = Caller> = { caller: By; at: Instant; settings: Settings; words: Words };

/** The action that is being replied to: its warnings, and when it happened. */
export type DoneAction = { at?: Instant; warnings?: readonly StoredWarning[] | undefined };

/** How a side sees orders: as what reply, and under which version. */
export type View<Side extends Audience, Body> = {
  body: (order: Order, reader: Reader<Callers[Side]>, done: DoneAction) => Body;
  version: (order: Order) => number;
};

/** The reply with an order as a side sees it, and its version there as ETag. */
export const replyIn =
  <Side extends Audience, Body extends { warnings: unknown[] }>({ body, version }: View<Side, Body>) =>
  (order: Order, reader: Reader<Callers[Side]>, done: DoneAction): Reply<Body> =>
    wholeIfItWarns(reply(body(order, reader, done), { ...etagOf(version(order)), ...inLanguage(reader.words) }));

/** The reply (201) to a request that made an order. */
export const newOrderReply = (order: Order, reader: Reader, done: DoneAction): Reply<OrderReply> => {
  const headers = { ...etagOf(order.version), ...inLanguage(reader.words), location: `/v1/orders/${order.number}` };
  return wholeIfItWarns(reply(orderBody(order, reader, done), headers, 201));
};

/** What an action warns of may be in no later read, so a reply that warns is never left out. */
const wholeIfItWarns = <Body extends { warnings: unknown[] }>(answer: Reply<Body>): Reply<Body> =>
  answer.body.warnings.length > 0 ? { ...answer, whole: true } : answer;

const dayOf =
  ({ settings, at }: Reader) =>
  () =>
    todayIn(settings.timeZone, at);

export const orderBody = (order: Order, reader: Reader, done: DoneAction): OrderReply =>
  toOrderReply(order, reader, dayOf(reader), done);

export const clinicView: View<'clinic', OrderReply> = { body: orderBody, version: ({ version }) => version };

/** A laboratory's version changes only with what it reads: what the clinic does unseen is no conflict to it. */
export const laboratoryView: View<'laboratory', LabOrderReply> = {
  body: (order, reader, done) => toLabOrderReply(order, reader, dayOf(reader), done),
  version: ({ laboratoryVersion }) => laboratoryVersion,
};

export const orderReply = replyIn(clinicView);
export const labOrderReply = replyIn(laboratoryView);

/**
 * The conflict reply (412), with the version that the caller would read now. It lists the visible fields changed since the
 * version that was read; null if that version is unknown or too old.
 */
export function changedSince(
  read: number | undefined,
  order: Order,
  version: number,
  { caller, settings }: Reader,
  tags: readonly Tag[] = [],
): Refused {
  const visibility = visibilityFor(caller, settings, order);
  const since = visibility.clinic ? fieldsChangedSince : fieldsChangedForLaboratory;
  const changed = read === undefined ? null : since(read, order);
  return conflict(version, changed?.filter((field) => seesField(field, visibility)) ?? null, tags);
}

export const keyReused: Refused = refuse({
  code: 'idempotency_key_reused',
  errors: [httpFault('header', '/Idempotency-Key', 'key_reused')],
});
