import { api, ask } from '#desk/api/client.ts';
import { loaded } from '#desk/api/loaded.ts';
import type { OpenLabOrder } from '#desk/laboratory/order/open-lab-order.ts';

/** Reads, with the thread of an order, why it has left the laboratory. */
export const leftOf = (path: OpenLabOrder['path']) =>
  loaded(() => ask(api.GET('/v1/lab/orders/{tenantId}/{number}/messages', { params: { path, query: { limit: 1 } } })));

/** What was said of why it left: of a return every reason. */
export const reasonsOf = ({ reason, reasons }: { reason?: string; reasons?: { message: string }[] }): string[] =>
  reasons?.map(({ message }) => message) ?? (reason === undefined ? [] : [reason]);
