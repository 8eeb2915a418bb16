import { entryList } from '#functions/http/entry-endpoints.ts';

/** Lists the technicians. */
export const handler = entryList('listEmployees', 'employees');
