import { entryGet } from '#functions/http/entry-endpoints.ts';

/** Reads a service. */
export const handler = entryGet('getService', 'services');
