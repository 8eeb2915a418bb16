import { getLaboratory as route } from '#functions/contract/catalog/get-laboratory.ts';
import { getEntry } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads a laboratory. */
export const handler = endpoint(route, (request) => getEntry('laboratories', request));
