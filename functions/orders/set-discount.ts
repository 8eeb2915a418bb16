import { setDiscount } from '#domain/decisions/set-discount.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Gives a discount, or takes it away. */
export const handler = orderChange('setDiscount', { decide: setDiscount });
