import { entryPut } from '#functions/http/entry-endpoints.ts';

/** Adds or replaces a laboratory. */
export const handler = entryPut('putLaboratory', 'laboratories');
