import { type Answer, api, ask, type Settings } from '#desk/api/client.ts';
import { allPages, loaded } from '#desk/api/loaded.ts';

const query = (cursor: string | undefined) => ({
  params: { query: { limit: 100, ...(cursor !== undefined && { cursor }) } },
});

/** What of the settings only managers see, as others take it. */
const unseen = { laboratoriesSeePrices: false, version: 0, updatedAt: null, updatedBy: null };

async function readSettings(): Promise<Answer<Settings>> {
  const answer = await ask(api.GET('/v1/settings'));
  return answer.kind === 'answered' ? { ...answer, value: { ...unseen, ...answer.value } } : answer;
}

/** Makes something when it is first asked for, and keeps it. */
export function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The organisation's catalogue and settings. Each list is read to its end when it is first asked for, and then kept. */
export const catalogue = {
  services: once(() => loaded(() => allPages((cursor) => ask(api.GET('/v1/services', query(cursor)))))),
  customers: once(() => loaded(() => allPages((cursor) => ask(api.GET('/v1/customers', query(cursor)))))),
  laboratories: once(() => loaded(() => allPages((cursor) => ask(api.GET('/v1/laboratories', query(cursor)))))),
  employees: once(() => loaded(() => allPages((cursor) => ask(api.GET('/v1/employees', query(cursor)))))),
  settings: once(() => loaded(readSettings)),
};
