import { putEmployee as route } from '#functions/contract/catalog/put-employee.ts';
import { noExtraRules, putCatalogEntry } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Adds or replaces an employee. */
export const handler = endpoint(route, (request) => putCatalogEntry('employees', noExtraRules, request));
