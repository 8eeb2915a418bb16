import { setTimeout as pause } from 'node:timers/promises';
import { opensTo } from '#domain/catalog.ts';
import { refuse } from '#domain/decision.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import * as feed from '#functions/store/feed.ts';

/** Seconds between two looks at a feed that has nothing new. */
const between = 1;

/** Hears of the orders sent to the laboratory, in order and without gap; waits a while for the next when asked to. */
export const handler = endpoint('getLabFeed', async ({ caller, query }) => {
  const { after, limit } = query;
  for (let left = query.wait; ; left -= between) {
    const { last, profile } = await feed.head(caller.laboratoryId);
    const { entries, expired } = await feed.list(caller.laboratoryId, after, limit, last);
    if (expired) return refuse({ code: 'feed_expired', ...expired });
    if (entries.length === 0 && left > 0) {
      await pause(between * 1000);
      continue;
    }
    const open = entries.filter(({ event }) => opensTo(profile, event.data.tenantId));
    const items = open.map(({ sequence, event }) => ({ sequence, event }));
    return { body: { items, next: entries.at(-1)?.sequence ?? after } };
  }
});
