import { leftBy } from '#domain/thread/left.ts';
import { listLabMessages as route } from '#functions/contract/messages/list-lab-messages.ts';
import { listMessages } from '#functions/frames/thread.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists what the laboratory and a clinic have written to each other about an order, oldest first. */
export const handler = endpoint(route, (request) =>
  listMessages(route, request, (order) => ({ left: leftBy(order, request.caller.laboratoryId) })),
);
