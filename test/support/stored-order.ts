import { columnsOf } from '#domain/order/lists/columns.ts';
import type { Order } from '#domain/order/order.ts';
import { indexKeys, keys, orderSchema } from '#functions/store/table.ts';

/** An order as the table has it. */
export const storedOrder = (order: Order) => ({
  ...order,
  ...keys.order(order.tenantId, order.number),
  ...indexKeys(order),
  ...columnsOf(order),
  schema: orderSchema,
});
