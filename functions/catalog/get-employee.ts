import { getEmployee as route } from '#functions/contract/catalog/get-employee.ts';
import { getEntry } from '#functions/frames/catalog-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads an employee. */
export const handler = endpoint(route, (request) => getEntry('employees', request));
