import { opensTo } from '#domain/catalog/laboratories.ts';
import { listenerOf } from '#domain/listening/listener.ts';
import { getLabFeed as route } from '#functions/contract/listening/get-lab-feed.ts';
import { entriesOf, waitForEntries } from '#functions/frames/read-feed.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { reply } from '#functions/http/reply.ts';

/** Reads the orders sent to the laboratory, in order and without gaps. With `wait`, waits for the next one. */
export const handler = endpoint(route, async ({ caller, query }) => {
  const found = entriesOf(await waitForEntries(listenerOf(caller), query), 'query', 'after');
  if (found.kind === 'refused') return found;
  const { entries, profile } = found.accepted;
  const open = entries.filter(({ event }) => opensTo(profile, event.data.tenantId));
  const items = open.map(({ sequence, event }) => ({ sequence, event }));
  return reply({ items, next: entries.at(-1)?.sequence ?? query.after });
});
