import { listServices as route } from '#functions/contract/catalog/list-services.ts';
import { listEntries } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists the services. */
export const handler = endpoint(route, (request) => listEntries('services', route, request));
