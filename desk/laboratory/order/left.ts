import { api, ask } from '#desk/api/client.ts';
import { loaded } from '#desk/api/loaded.ts';
import type { OpenLabOrder } from '#desk/laboratory/order/open-lab-order.ts';
import type { Left } from '#domain/thread/left.ts';

/** Asks, with the thread of an order, why it has left the laboratory. */
export const askLeft = (path: OpenLabOrder['path']) =>
  ask(api.GET('/v1/lab/orders/{tenantId}/{number}/messages', { params: { path, query: { limit: 1 } } }));

/** Reads why an order has left the laboratory. */
export const leftOf = (path: OpenLabOrder['path']) => loaded(() => askLeft(path));

/** What was said of why it left: of a return every reason. */
export const reasonsOf = ({ reason, reasons }: Pick<Left, 'reason' | 'reasons'>): string[] =>
  reasons?.map(({ message }) => message) ?? (reason === undefined ? [] : [reason]);
