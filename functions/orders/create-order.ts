import { createNeeds, createNeedsThen, createOrder } from '#domain/decisions/create-order.ts';
import { fromNothing, newOrder } from '#functions/http/order-endpoints.ts';

/** Saves a draft, or sends it at once. */
export const handler = newOrder('createOrder', {
  from: fromNothing,
  needs: (_, body, caller) => createNeeds(body, caller),
  needsThen: (_, body, act) => createNeedsThen(body, act),
  decide: (_, body, act) => createOrder(body, act),
});
