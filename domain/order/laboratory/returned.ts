import { type Warning, warning } from '#domain/kernel/decision.ts';
import type { Order, ReturnReason } from '#domain/order/order.ts';

/** A reason bound to the line that its pointer leads to, which may have another place by and by. */
export function bound(
  { pointer = '', message }: { pointer?: string | undefined; message: string },
  order: Order,
): ReturnReason {
  if (pointer === '') return { message };
  const [, first, place, ...rest] = pointer.split('/');
  const line = first === 'services' && place !== undefined ? order.services[Number(place)] : undefined;
  return line
    ? { message, lineId: line.lineId, pointer: rest.map((member) => `/${member}`).join('') }
    : { message, pointer };
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
