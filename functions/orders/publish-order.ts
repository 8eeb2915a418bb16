import { publishNeeds, publishNeedsThen, publishOrder } from '#domain/decisions/publish-order.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Hands a draft to the laboratory. The table's stream announces it. */
export const handler = orderChange('publishOrder', {
  needs: publishNeeds,
  needsThen: publishNeedsThen,
  decide: publishOrder,
});
