import { changeCustomer, customerEffects, customerNeeds } from '#domain/decisions/change-customer.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Moves a draft to another dentist, or says what that would do. */
export const handler = orderChange('changeCustomer', {
  needs: customerNeeds,
  decide: changeCustomer,
  effects: customerEffects,
});
