import { audienceOf, type Caller } from '#domain/kernel/caller.ts';
import type { Order } from '#domain/order/order.ts';

/** The path at which a caller reads an order: a laboratory names the organisation, too. */
export const orderPath = ({ tenantId, number }: Pick<Order, 'tenantId' | 'number'>, caller: Pick<Caller, 'role'>) =>
  audienceOf(caller) === 'laboratory' ? `/v1/lab/orders/${tenantId}/${number}` : `/v1/orders/${number}`;
