import { type Listener, listenerTold } from '#domain/listening/listener.ts';
import { messageAdded } from '#domain/listening/message-event.ts';
import { eventsOf, numbered, type Unnumbered } from '#domain/listening/order-event.ts';
import type { HistoryEntry } from '#domain/order/history.ts';
import type { Change, Order } from '#domain/order/order.ts';
import type { Message } from '#domain/thread/message.ts';
import * as bus from '#functions/bus/events.ts';
import { log } from '#functions/log.ts';
import { pauseBefore } from '#functions/pause-before.ts';
import { assignFeedNumbers, eventsAtOnce } from '#functions/store/feed-numbers.ts';
import * as history from '#functions/store/history.ts';

/**
 * One thing to announce about an order: an event, or the history entry of a change, or both, when it is the change's
 * first event. Each is announced, and fails, by itself.
 */
export type Announcement = { order: OrderName } & (
  | { entry: HistoryEntry; event: null }
  | { entry: HistoryEntry | null; event: Unnumbered }
);
type OrderName = Pick<Order, 'tenantId' | 'number' | 'version'>;
type Telling = Extract<Announcement, { event: Unnumbered }>;

/** All that a change of an order has to announce. */
export function announcementsOf(order: Order, change: Change, entry: HistoryEntry): Announcement[] {
  const name = { tenantId: order.tenantId, number: order.number, version: change.version };
  const [first, ...others] = eventsOf(order, change);
  return [
    first ? { order: name, entry, event: first } : { order: name, entry, event: null },
    ...others.map((event) => ({ order: name, entry: null, event })),
  ];
}

/** What a message has to announce: that the other side has it to read. The order's history has no entry of it. */
export function announcementOf(message: Message): Announcement {
  const { tenantId, number, version } = message;
  return { order: { tenantId, number, version }, entry: null, event: messageAdded(message) };
}

/** How many attempts before an announcement goes to the retry queue. */
const attempts = 3;

/** Announces, with up to three attempts each, and returns what failed. */
export async function announceAll(announcements: readonly Announcement[]): Promise<Announcement[]> {
  let left = [...announcements];
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt++) {
    if (attempt > 0) await pauseBefore(attempt, 100);
    left = await announceOnce(left);
  }
  return left;
}

async function announceOnce(announcements: readonly Announcement[]): Promise<Announcement[]> {
  const byListener = Map.groupBy(announcements.filter(isTelling), ({ event }) => listenerTold(event.data));
  const failed = await Promise.all([...announcements.map(recordChange), ...[...byListener].map(announceEvents)]);
  return failed.flat();
}

/** Records a change that has no event. */
async function recordChange(announcement: Announcement): Promise<Announcement[]> {
  const { order, entry, event } = announcement;
  if (event) return [];
  return allFailedOnFault([announcement], async () => {
    await history.insert(order.tenantId, order.number, entry);
    return [];
  });
}

const isTelling = (announcement: Announcement): announcement is Telling => announcement.event !== null;

/**
 * Announces events for one listener, as many at a time as fit one transaction, one group after the other: transactions
 * that raise one counter at the same moment cancel each other, and wait.
 */
async function announceEvents([listener, telling]: [Listener, Telling[]]): Promise<Announcement[]> {
  const failed: Announcement[] = [];
  for (let start = 0; start < telling.length; start += eventsAtOnce)
    failed.push(...(await announceGroup(listener, telling.slice(start, start + eventsAtOnce))));
  return failed;
}

/**
 * Gives events for one listener their feed numbers, then puts them on the bus. The bus gets them even if the numbers
 * already exist, because an earlier attempt may have stopped in between.
 */
function announceGroup(listener: Listener, telling: Telling[]): Promise<Announcement[]> {
  return allFailedOnFault(telling, async () => {
    const numbers = await assignFeedNumbers(listener, telling, new Date());
    const events = telling.map(({ event }) => {
      const number = numbers.get(event.id);
      if (number === undefined) throw new Error(`${event.id} has no number in its feed.`);
      return numbered(event, number);
    });
    const refused = await bus.put(events);
    return telling.filter(({ event }) => refused.has(event.id));
  });
}

/** The announcements that failed in an attempt: all of them if it threw. */
async function allFailedOnFault(
  announcements: Announcement[],
  attempt: () => Promise<Announcement[]>,
): Promise<Announcement[]> {
  try {
    return await attempt();
  } catch (error) {
    const fault = error instanceof Error ? error.name : typeof error;
    for (const { order } of announcements)
      log('error', { announcing: order.number, tenant: order.tenantId, version: order.version, fault });
    return announcements;
  }
}
