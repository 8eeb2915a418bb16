import { getCustomer as route } from '#functions/contract/catalog/get-customer.ts';
import { getEntry } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads a customer. */
export const handler = endpoint(route, (request) => getEntry('customers', request));
