import { entryList } from '#functions/http/entry-endpoints.ts';

/** Lists the laboratories that orders can go to. */
export const handler = entryList('listLaboratories', 'laboratories');
