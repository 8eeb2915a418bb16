import { publishedOrder } from '#domain/listening/events.ts';
import { bareHistoryEntry } from '#domain/order/history.ts';
import { Unannounced } from '#functions/bus/retry-queue.ts';
import { type Announcement, announceAll } from '#functions/events/announcing.ts';
import { done, eachMessage, retry } from '#functions/events/messages.ts';
import { findByKey } from '#functions/store/orders.ts';

/** Announces changes from the retry queue, from the current order. A change that fails again returns to the queue. */
export const handler = eachMessage('announcingAgain', async ({ body }) => {
  const failed = await announceAll([await announcementOf(Unannounced.parse(JSON.parse(body)))]);
  return failed.length === 0 ? done : retry;
});

/**
 * The announcement of a change that the order still remembers. If it is the order's last publication, its event is made
 * again; later changes do not matter.
 */
async function announcementOf({ key, version }: Unannounced): Promise<Announcement> {
  const order = await findByKey(key);
  const change = order?.recent.find((recent) => recent.version === (version ?? order.version));
  if (!order || !change) throw new Error(`${key.PK} does not remember its version ${version}.`);
  return { order, entry: bareHistoryEntry(change), published: publishedOrder(order, change.version) };
}
