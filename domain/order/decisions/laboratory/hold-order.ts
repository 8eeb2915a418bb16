import { accept } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { atWork } from '#domain/order/laboratory/work.ts';
import type { HoldOrder } from '#domain/order/requests/laboratory/hold-order.ts';

/** The laboratory waits for something of the clinic; null goes on. The status stays. */
export const holdOrder = change<'holdOrder', HoldOrder, 'laboratory'>('holdOrder', (order, hold, { at }) => {
  const known = order.laboratoryWork?.hold;
  if (hold === null) return accept(known ? atWork(order, { hold: null }) : order);
  return accept(known?.reason === hold.reason ? order : atWork(order, { hold: { at, reason: hold.reason } }));
});
