import { api, type LabOrder } from '#desk/api/client.ts';
import { type Change, type Open, opened } from '#desk/order/open-order.ts';

/** An order that is open on the screen of its laboratory. */
export type OpenLabOrder = Open<LabOrder, { tenantId: string; number: string }>;

/** Sends what the laboratory says of an order. */
export type LabChange = Change<LabOrder, OpenLabOrder['path']>;

/** Opens an order that was sent to the laboratory, and reads it. */
export function openLabOrder(tenantId: string, number: string): OpenLabOrder {
  const path = { tenantId, number };
  return opened(path, (header) => api.GET('/v1/lab/orders/{tenantId}/{number}', { params: { path, header } }));
}
