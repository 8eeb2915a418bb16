import { api, ask } from '#desk/api/client.ts';
import type { components } from '#desk/api/schema.d.ts';
import type { LabChange } from '#desk/laboratory/order/open-lab-order.ts';

/** Takes an order into production, or corrects what was promised. */
export const accepting =
  (body: components['schemas']['AcceptOrderBody']): LabChange =>
  (params) =>
    ask(api.POST('/v1/lab/orders/{tenantId}/{number}/accept', { params, body }));

/** The day that is promised unless somebody says otherwise: the due date; nothing if it has passed. */
export const usualPromise = (dueDate: string | null, today: string): string =>
  dueDate !== null && dueDate >= today ? dueDate : '';
