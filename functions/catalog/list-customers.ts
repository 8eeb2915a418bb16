import { entryList } from '#functions/http/entry-endpoints.ts';

/** Lists the dentists who order. */
export const handler = entryList('listCustomers', 'customers');
