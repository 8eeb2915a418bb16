import { addMessage as route } from '#functions/contract/messages/add-message.ts';
import { writeMessage } from '#functions/frames/thread.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Writes a message of the clinic to the laboratory. */
export const handler = endpoint(route, (request) => writeMessage(route, request));
