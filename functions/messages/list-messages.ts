import { listMessages as route } from '#functions/contract/messages/list-messages.ts';
import { listMessages } from '#functions/frames/thread.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists what clinic and laboratory have written to each other about an order, oldest first. */
export const handler = endpoint(route, (request) => listMessages(route, request, () => ({})));
