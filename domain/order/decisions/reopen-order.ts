import { accept } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { reopened } from '#domain/order/laboratory/work.ts';
import type { ReopenOrder } from '#domain/order/requests/reopen-order.ts';

/** The clinic sends the work back to the laboratory: it is in production again, by the same prescription. */
export const reopenOrder = change('reopenOrder', (order, { reason }: ReopenOrder, { at }) =>
  accept(reopened(order, reason, { at, side: 'clinic' })),
);

/** The laboratory takes back that the work is finished or on its way. */
export const reopenLabOrder = change<'reopenLabOrder', ReopenOrder, 'laboratory'>(
  'reopenLabOrder',
  (order, { reason }, { at }) => accept(reopened(order, reason, { at, side: 'laboratory' })),
);
