import { entryPut } from '#functions/http/entry-endpoints.ts';

/** Adds or replaces a customer. */
export const handler = entryPut('putCustomer', 'customers');
