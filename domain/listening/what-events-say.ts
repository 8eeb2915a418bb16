import { inListingOrder } from '#domain/kernel/teeth.ts';
import type { Change, Order } from '#domain/order/order.ts';
import { sourceKnownTo } from '#domain/order/source.ts';

/** What events of a type say of the order and of the change, beside what all events say. */
type Says = (order: Order, change: Change) => object;

/** The types that say more than all events do. Apart from their table, because a change of an order only makes them. */
export const whatEventsSay: Record<string, Says> = {
  'order.published.v1': whatIsOrdered,
  'order.rescheduled.v1': newDueDate,
  'order.accepted.v1': promise,
  'order.returned.v1': countOfReasons,
  'order.shipped.v1': shipment,
};

function whatIsOrdered(order: Order) {
  const { dueDate, services, publication, remake } = order;
  return {
    ...(dueDate && { dueDate }),
    changed: publication?.changed ?? null,
    ...(remake && { remake: { source: sourceKnownTo(publication?.laboratoryId ?? null, order) } }),
    lines: services.map(({ service, teeth, arch, pontics, quantity, shade }) => ({
      service: service.name,
      teeth: inListingOrder(teeth),
      ...(arch && { arch }),
      ...(pontics && { pontics: inListingOrder(pontics) }),
      quantity,
      ...(shade && { shade: { system: shade.system, value: shade.value } }),
    })),
  };
}

function newDueDate({ dueDate }: Order) {
  return dueDate ? { dueDate } : {};
}

/** An acceptance is `corrected` if the order had been accepted before, and so is a shipment. */
function promise({ laboratoryWork }: Order, { at }: Change) {
  const { acceptedAt, promisedDate, laboratoryReference } = laboratoryWork ?? {};
  return {
    corrected: acceptedAt !== at,
    ...(promisedDate && { promisedDate }),
    ...(laboratoryReference && { laboratoryReference }),
  };
}

function shipment({ laboratoryWork }: Order, { at }: Change) {
  const { shippedAt, purpose, carrier, trackingNumber } = laboratoryWork ?? {};
  return {
    corrected: shippedAt !== at,
    ...(purpose && { purpose }),
    ...(carrier && { carrier }),
    ...(trackingNumber && { trackingNumber }),
  };
}

function countOfReasons({ returned }: Order) {
  return returned ? { reasons: returned.reasons.length } : {};
}
