import { listCustomers as route } from '#functions/contract/catalog/list-customers.ts';
import { listEntries } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists the customers. */
export const handler = endpoint(route, (request) => listEntries('customers', route, request));
