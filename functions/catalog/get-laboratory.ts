import { entryGet } from '#functions/http/entry-endpoints.ts';

/** Reads a laboratory. */
export const handler = entryGet('getLaboratory', 'laboratories');
