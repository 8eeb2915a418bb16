import { accept, refuseFaults } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { atWork, dayFaults } from '#domain/order/laboratory/work.ts';
import type { AcceptOrder } from '#domain/order/requests/laboratory/accept-order.ts';

/**
 * The laboratory takes an order into production, or corrects what it has promised or its own reference; null takes it back.
 */
export const acceptOrder = change<'acceptOrder', AcceptOrder, 'laboratory'>(
  'acceptOrder',
  (order, { promisedDate, laboratoryReference }, { at, today }) => {
    const { acceptedAt = at, promisedDate: promised } = order.laboratoryWork ?? {};
    const faults = promisedDate === promised ? [] : dayFaults('/promisedDate', promisedDate, today);
    if (faults.length > 0) return refuseFaults(faults);
    return accept(atWork(order, { acceptedAt, promisedDate, laboratoryReference }));
  },
);
