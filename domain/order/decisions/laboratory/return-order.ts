import { actorOf } from '#domain/kernel/caller.ts';
import { accept, fault, refuseFaults } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { placesInsteadOf } from '#domain/order/laboratory/places.ts';
import { bound } from '#domain/order/laboratory/returned.ts';
import { over } from '#domain/order/laboratory/work.ts';
import type { ReturnOrder } from '#domain/order/requests/laboratory/return-order.ts';
import { visibilityFor } from '#domain/order/visibility.ts';

/** The laboratory gives an order back, with its reasons. It is a draft again, first among the drafts. */
export const returnOrder = change<'returnOrder', ReturnOrder, 'laboratory'>(
  'returnOrder',
  (order, { reasons: sent }, { caller, at, settings }) => {
    const visibility = visibilityFor(caller, settings, order);
    const faults = sent.flatMap(({ pointer = '' }, index) => {
      const places = placesInsteadOf(pointer, order, visibility);
      return places ? [fault(`/reasons/${index}/pointer`, 'unknown_place', { places })] : [];
    });
    if (faults.length > 0) return refuseFaults(faults);
    const reasons = sent.map((reason) => bound(reason, order));
    const [first] = reasons;
    return accept({
      ...over(order, { how: 'returned', at, ...(first && { reason: first.message }) }),
      returned: { at, by: actorOf(caller), reasons },
    });
  },
);
