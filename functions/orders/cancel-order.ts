import { cancelOrder } from '#domain/decisions/cancel-order.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Cancels a draft. */
export const handler = orderChange('cancelOrder', { decide: cancelOrder });
