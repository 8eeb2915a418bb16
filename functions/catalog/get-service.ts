import { getService as route } from '#functions/contract/catalog/get-service.ts';
import { getEntry } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads a service. */
export const handler = endpoint(route, (request) => getEntry('services', request));
