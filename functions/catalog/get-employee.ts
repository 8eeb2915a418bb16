import { entryGet } from '#functions/http/entry-endpoints.ts';

/** Reads a technician. */
export const handler = entryGet('getEmployee', 'employees');
