import { entryList } from '#functions/http/entry-endpoints.ts';

/** Lists the services that can be ordered. */
export const handler = entryList('listServices', 'services');
