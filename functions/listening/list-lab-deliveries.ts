import { listLabDeliveries as route } from '#functions/contract/listening/list-lab-deliveries.ts';
import { listDeliveries } from '#functions/frames/listening/list-deliveries.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads the attempts of a subscription of the laboratory and what its endpoint replied, newest first. */
export const handler = endpoint(route, listDeliveries(route));
