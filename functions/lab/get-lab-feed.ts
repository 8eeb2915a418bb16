import { setTimeout as pause } from 'node:timers/promises';
import { opensTo } from '#domain/catalog.ts';
import type { Id } from '#domain/identifiers.ts';
import { getLabFeed as route } from '#functions/contract/lab/get-lab-feed.ts';
import { entriesOf } from '#functions/frames/listening.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { list } from '#functions/store/feed.ts';

/** The seconds between two looks at a feed that has nothing new. */
const between = 1;

/** Hears of the orders sent to the laboratory, in order and without gap; waits a while for the next when asked to. */
export const handler = endpoint(route, async ({ caller, query }) => {
  const heard = entriesOf(await news(caller.laboratoryId, query), 'query', 'after');
  if ('refused' in heard) return heard;
  const { entries, profile } = heard;
  const open = entries.filter(({ event }) => opensTo(profile, event.data.tenantId));
  const items = open.map(({ sequence, event }) => ({ sequence, event }));
  return { body: { items, next: entries.at(-1)?.sequence ?? query.after } };
});

/** What the feed has behind a number, as soon as there is something to say, or after `wait` seconds. */
async function news(laboratoryId: Id, { wait, ...part }: { after: number; limit: number; wait: number }) {
  for (let left = wait; ; left -= between) {
    const found = await list(laboratoryId, part);
    if (found.kind !== 'entries' || found.entries.length > 0 || left <= 0) return found;
    await pause(between * 1000);
  }
}
