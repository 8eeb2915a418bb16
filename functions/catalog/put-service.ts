import { serviceFaults, technicians } from '#domain/catalog/decisions/put-service.ts';
import { putService as route } from '#functions/contract/catalog/put-service.ts';
import { putCatalogEntry } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Adds or replaces a service with its task templates. */
export const handler = endpoint(route, (request) => {
  const { body } = request;
  const references = { employees: technicians(body) };
  return putCatalogEntry('services', { references, faults: (...known) => serviceFaults(body, ...known) }, request);
});
