import { putCustomer as route } from '#functions/contract/catalog/put-customer.ts';
import { noExtraRules, putCatalogEntry } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Adds or replaces a customer. */
export const handler = endpoint(route, (request) => putCatalogEntry('customers', noExtraRules, request));
