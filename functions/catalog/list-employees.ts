import { listEmployees as route } from '#functions/contract/catalog/list-employees.ts';
import { listEntries } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists the employees. */
export const handler = endpoint(route, (request) => listEntries('employees', route, request));
