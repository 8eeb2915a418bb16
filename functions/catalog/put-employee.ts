import { entryPut } from '#functions/http/entry-endpoints.ts';

/** Adds or replaces an employee. */
export const handler = entryPut('putEmployee', 'employees');
