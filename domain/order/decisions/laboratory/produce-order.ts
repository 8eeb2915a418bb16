import { accept } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { atWork } from '#domain/order/laboratory/work.ts';
import type { ProduceOrder } from '#domain/order/requests/laboratory/produce-order.ts';

/** The laboratory has finished the work. */
export const produceOrder = change<'produceOrder', ProduceOrder, 'laboratory'>('produceOrder', (order, _, { at }) =>
  accept(atWork(order, { producedAt: at })),
);
