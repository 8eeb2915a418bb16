import { addLabMessage as route } from '#functions/contract/messages/add-lab-message.ts';
import { writeMessage } from '#functions/frames/thread.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Writes a message of the laboratory to the clinic. */
export const handler = endpoint(route, (request) => writeMessage(route, request));
