import { actorOf } from '#domain/kernel/caller.ts';
import { accept, type Fault, fault, refuseFaults } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { placed } from '#domain/order/laboratory/returned.ts';
import { over } from '#domain/order/laboratory/work.ts';
import type { ReturnOrder } from '#domain/order/requests/laboratory/return-order.ts';

/** The laboratory gives an order back, with its reasons. It is a draft again, first among the drafts. */
export const returnOrder = change<'returnOrder', ReturnOrder, 'laboratory'>(
  'returnOrder',
  (order, { reasons: sent }, { caller, at }) => {
    const faults: Fault[] = [];
    const reasons = sent.map((reason, index) => {
      const found = placed(reason, order);
      if (!found) faults.push(fault(`/reasons/${index}/pointer`, 'unknown_place'));
      return found ?? { message: reason.message };
    });
    if (faults.length > 0) return refuseFaults(faults);
    const [first] = reasons;
    return accept({
      ...over(order, { how: 'returned', at, ...(first && { reason: first.message }) }),
      returned: { at, by: actorOf(caller), reasons },
    });
  },
);
