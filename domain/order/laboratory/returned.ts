import * as z from 'zod/mini';
import { type Warning, warning } from '#domain/kernel/decision.ts';
import { Line, Order, type ReturnReason } from '#domain/order/order.ts';

/** What of an order a reason may be about: what is prescribed, and to whom. */
const { clinic, customer, laboratoryId, laboratory, patient, toothNotation, enclosures, dueDate, note } = Order.shape;
const { service: _service, lineId: _lineId, quantityByHand: _byHand, ...line } = Line.shape;
const Head = z.object({
  clinic,
  customer,
  laboratoryId,
  laboratory,
  patient,
  toothNotation,
  enclosures,
  dueDate,
  note,
});
const OfLine = z.object(line);

/** Whether a pointer leads to a member that a schema knows; it may well be empty. */
function knows(schema: z.core.$ZodType | undefined, [member, ...rest]: readonly string[]): boolean {
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable)
    return knows(schema.def.innerType, member === undefined ? [] : [member, ...rest]);
  if (member === undefined) return schema !== undefined;
  if (schema instanceof z.ZodMiniArray) return /^\d{1,3}$/.test(member) && knows(schema.def.element, rest);
  return schema instanceof z.ZodMiniObject && Object.hasOwn(schema.shape, member) && knows(schema.shape[member], rest);
}

/** A reason bound to the line that its pointer names; null when there is no such place. */
export function placed(
  { pointer, message }: { pointer?: string | undefined; message: string },
  order: Order,
): ReturnReason | null {
  if (pointer === undefined || pointer === '') return { message };
  const [start, first = '', index, ...rest] = pointer.split('/');
  if (start !== '') return null;
  if (first !== 'services') return knows(Head, pointer.split('/').slice(1)) ? { message, pointer } : null;
  if (index === undefined) return { message, pointer };
  const named = /^(0|[1-9]\d*)$/.test(index) ? order.services[Number(index)] : undefined;
  if (!named || !knows(OfLine, rest)) return null;
  return { message, lineId: named.lineId, pointer: rest.map((member) => `/${member}`).join('') };
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
