import { accept } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { over } from '#domain/order/laboratory/work.ts';
import type { WithdrawOrder } from '#domain/order/requests/withdraw-order.ts';

/** Takes an order back from its laboratory. It is a draft again, and its next publication is the next revision. */
export const withdrawOrder = change('withdrawOrder', (order, { reason }: WithdrawOrder, { at }) =>
  accept(over(order, { how: 'withdrawn', at, ...(reason !== undefined && { reason }) })),
);
