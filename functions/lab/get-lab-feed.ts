import { opensTo } from '#domain/catalog.ts';
import { getLabFeed as route } from '#functions/contract/lab/get-lab-feed.ts';
import { pastTheEnd } from '#functions/frames/listening.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { refuse } from '#functions/http/refusal.ts';
import { list } from '#functions/store/feed.ts';

/** Hears of the orders sent to the laboratory, in order and without gap; waits a while for the next when asked to. */
export const handler = endpoint(route, async ({ caller, query }) => {
  const { entries, last, profile, expired } = await list(caller.laboratoryId, query);
  if (query.after > last) return pastTheEnd('query', 'after', last);
  if (expired) return refuse({ code: 'feed_expired', ...expired });
  const open = entries.filter(({ event }) => opensTo(profile, event.data.tenantId));
  const items = open.map(({ sequence, event }) => ({ sequence, event }));
  return { body: { items, next: entries.at(-1)?.sequence ?? query.after } };
});
