import { publishedOrder } from '#domain/laboratory/events.ts';
import { bareHistoryEntry } from '#domain/order/history.ts';
import { Unannounced } from '#functions/bus/retry-queue.ts';
import { type Announcement, announceAll } from '#functions/events/announcing.ts';
import { done, eachMessage, retry } from '#functions/events/messages.ts';
import { findByKey } from '#functions/store/orders.ts';

/** Announces what could not be announced at first, from the order as it stands. What fails again comes back by the queue. */
export const handler = eachMessage('announcingAgain', async ({ body }) => {
  const failed = await announceAll([await announcementOf(Unannounced.parse(JSON.parse(body)))]);
  return failed.length === 0 ? done : retry;
});

/** What the order remembers of a change is kept; of its last publication the event can be made again, whatever has changed since. */
async function announcementOf({ key, version }: Unannounced): Promise<Announcement> {
  const order = await findByKey(key);
  const change = order?.recent.find((recent) => recent.version === (version ?? order.version));
  if (!order || !change) throw new Error(`${key.PK} does not remember its version ${version}.`);
  return { order, entry: bareHistoryEntry(change), published: publishedOrder(order, change.version) };
}
