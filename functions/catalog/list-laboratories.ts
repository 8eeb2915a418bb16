import { listLaboratories as route } from '#functions/contract/catalog/list-laboratories.ts';
import { listEntries } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists the laboratories. */
export const handler = endpoint(route, (request) => listEntries('laboratories', route, request));
