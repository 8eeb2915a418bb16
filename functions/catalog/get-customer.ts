import { entryGet } from '#functions/http/entry-endpoints.ts';

/** Reads a dentist who orders. */
export const handler = entryGet('getCustomer', 'customers');
