import { putLaboratory as route } from '#functions/contract/catalog/put-laboratory.ts';
import { noExtraRules, putCatalogEntry } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Adds or replaces a laboratory. */
export const handler = endpoint(route, (request) => putCatalogEntry('laboratories', noExtraRules, request));
