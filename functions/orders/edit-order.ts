import { editNeeds, editOrder } from '#domain/decisions/edit-order.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Edits a draft. */
export const handler = orderChange('editOrder', { needs: editNeeds, decide: editOrder });
