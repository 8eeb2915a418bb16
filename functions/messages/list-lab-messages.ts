import { listLabMessages as route } from '#functions/contract/messages/list-lab-messages.ts';
import { listMessages } from '#functions/frames/thread.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists what the laboratory and a clinic have written to each other about an order, oldest first. */
export const handler = endpoint(route, (request) =>
  listMessages(route, `/v1/lab/orders/${request.params.tenantId}/${request.params.number}/messages`, request),
);
