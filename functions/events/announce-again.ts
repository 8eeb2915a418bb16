import { bareHistoryEntry } from '#domain/order/history.ts';
import { Unannounced } from '#functions/bus/retry-queue.ts';
import { type Announcement, announceAll, announcementOf, announcementsOf } from '#functions/events/announcing.ts';
import { done, eachMessage, retry } from '#functions/events/messages.ts';
import * as messages from '#functions/store/messages.ts';
import { findByKey } from '#functions/store/orders.ts';
import { type Key, messagePrefix } from '#functions/store/table.ts';

/** Announces what is in the retry queue, from the current order. What fails again returns to the queue. */
export const handler = eachMessage('announcingAgain', async ({ body }) => {
  const failed = await announceAll(await announcementsFor(Unannounced.parse(JSON.parse(body))));
  return failed.length === 0 ? done : retry;
});

const announcementsFor = ({ key, ...failed }: Unannounced): Promise<Announcement[]> =>
  key.SK.startsWith(messagePrefix) ? ofMessage(key) : ofChange(key, failed);

/** What a message has to announce. It never changes. */
async function ofMessage(key: Key): Promise<Announcement[]> {
  const message = await messages.findByKey(key);
  if (!message) throw new Error(`There is no message ${key.PK} ${key.SK}.`);
  return [announcementOf(message)];
}

/**
 * What a change that the order still remembers has to announce: the event that failed or, of a record that could not be
 * read, all. Later changes of the order do not matter.
 */
async function ofChange(key: Key, { version, eventId }: Pick<Unannounced, 'version' | 'eventId'>) {
  const order = await findByKey(key);
  const change = order?.recent.find((recent) => recent.version === (version ?? order.version));
  const all = order && change ? announcementsOf(order, change, bareHistoryEntry(change)) : [];
  const wanted = all.filter(({ event }) => eventId === null || event?.id === eventId);
  if (wanted.length === 0) throw new Error(`${key.PK} does not remember its version ${version}.`);
  return wanted;
}
