import { setTimeout as pause } from 'node:timers/promises';
import { eventId, orderPublished, type PublishedOrder } from '#domain/listening/events.ts';
import { type Listener, laboratoryListener } from '#domain/listening/listener.ts';
import type { HistoryEntry } from '#domain/order/history.ts';
import type { Order } from '#domain/order/order.ts';
import * as bus from '#functions/bus/events.ts';
import { log } from '#functions/log.ts';
import { type Announced, assignFeedNumbers, publicationsAtOnce } from '#functions/store/feed-numbers.ts';
import * as history from '#functions/store/history.ts';

/** A change to announce: its history entry and, if it is one, the publication. */
export type Announcement = { order: Order; entry: HistoryEntry; published: PublishedOrder | undefined };

/** How many attempts before a change goes to the retry queue. */
const attempts = 3;

/** Announces changes, with up to three attempts each, and returns those that failed. */
export async function announceAll(announcements: readonly Announcement[]): Promise<Announcement[]> {
  let left = [...announcements];
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt++) {
    if (attempt > 0) await pause(Math.random() * 100 * 2 ** attempt);
    left = await announceOnce(left);
  }
  return left;
}

async function announceOnce(announcements: readonly Announcement[]): Promise<Announcement[]> {
  const failed = await Promise.all([
    ...announcements.filter(({ published }) => !published).map(recordChange),
    ...chunked(announcements).map(announcePublications),
  ]);
  return failed.flat();
}

async function recordChange(announcement: Announcement): Promise<Announcement[]> {
  const { order, entry } = announcement;
  return allFailedOnFault([announcement], async () => {
    await history.insert(order.tenantId, order.number, entry);
    return [];
  });
}

type Publishing = Announcement & Announced;

const isPublishing = (announcement: Announcement): announcement is Publishing => announcement.published !== undefined;

/**
 * Gives publications for one listener their feed numbers, then puts them on the bus. The bus gets them even if the
 * numbers already exist, because an earlier attempt may have stopped in between.
 */
async function announcePublications([listener, publishing]: [Listener, Publishing[]]): Promise<Announcement[]> {
  return allFailedOnFault(publishing, async () => {
    const numbers = await assignFeedNumbers(listener, publishing, new Date());
    const events = publishing.map(({ published }) => {
      const number = numbers.get(eventId(published));
      if (number === undefined) throw new Error(`${eventId(published)} has no number in its feed.`);
      return orderPublished(published, number);
    });
    const refused = await bus.put(events);
    return publishing.filter(({ published }) => refused.has(eventId(published)));
  });
}

/** Publications by listener, in groups that fit one transaction. */
function chunked(announcements: readonly Announcement[]): [Listener, Publishing[]][] {
  const byListener = Map.groupBy(announcements.filter(isPublishing), ({ published }) =>
    laboratoryListener(published.publication.laboratoryId),
  );
  return [...byListener].flatMap(([listener, all]) =>
    Array.from({ length: Math.ceil(all.length / publicationsAtOnce) }, (_, chunk): [Listener, Publishing[]] => [
      listener,
      all.slice(chunk * publicationsAtOnce, (chunk + 1) * publicationsAtOnce),
    ]),
  );
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
