import * as z from 'zod/mini';
import { type Warning, warning } from '#domain/kernel/decision.ts';
import type { Order, ReturnReason } from '#domain/order/order.ts';

/** A reason as it is sent and shown; its pointer leads to the place that it is about. */
export const Reason = z.strictObject({ pointer: z.optional(z.string()), message: z.string() });
type Reason = z.infer<typeof Reason>;

/** A reason bound to the line that its pointer leads to, which may have another place by and by. */
export function bound({ pointer = '', message }: Reason, order: Order): ReturnReason {
  if (pointer === '') return { message };
  const [, first, place, ...rest] = pointer.split('/');
  const line = first === 'services' ? Number(place) : Number.NaN;
  const lineId = order.services[line]?.lineId;
  if (lineId === undefined) return { message, pointer };
  return { message, lineId, line, pointer: rest.map((member) => `/${member}`).join('') };
}

/**
 * A reason as its laboratory has sent it; where its line is now is the clinic's affair. Returns of early releases do not
 * know where it was.
 */
export function asSent({ pointer = '', lineId, line, message }: ReturnReason): Reason {
  if (lineId !== undefined && line === undefined) return { message };
  const sent = line === undefined ? pointer : `/services/${line}${pointer}`;
  return { ...(sent !== '' && { pointer: sent }), message };
}

/** Where a reason leads to now; undefined when its line has been removed, or it is about the whole order. */
export function placeOf({ pointer, lineId }: ReturnReason, { services }: Order): string | undefined {
  if (lineId === undefined) return pointer;
  const index = services.findIndex((line) => line.lineId === lineId);
  return index < 0 ? undefined : `/services/${index}${pointer ?? ''}`;
}

/** The reasons of a return as warnings, each at its place, until the order is published again. */
export const returnWarnings = (order: Order): Warning[] =>
  (order.returned?.reasons ?? []).map((reason) => ({
    ...warning(placeOf(reason, order) ?? null, 'returned_by_laboratory', { message: reason.message }),
    ...(reason.lineId !== undefined && { lineId: reason.lineId }),
  }));
