import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '#domain/kernel/caller.ts';
import { accept, type RequestFault } from '#domain/kernel/decision.ts';
import { type Listener, listenerOf } from '#domain/listening/listener.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import { refuse } from '#functions/http/refusal.ts';
import { reply } from '#functions/http/reply.ts';
import { type Found, list } from '#functions/store/feed.ts';

type FeedRequest = { caller: Caller; query: { after: number; limit: number; wait: number } };

/** Milliseconds between two reads of a feed that has nothing new: at most, and at least. */
const [between, shortest] = [1000, 50];

/** Reads the caller's feed after a number, in order and without gaps. With `wait`, waits for the next event. */
export async function readFeed({ caller, query }: FeedRequest) {
  const found = entriesOf(await waitForEntries(listenerOf(caller), query), 'query', 'after');
  if (found.kind === 'refused') return found;
  const { entries, last } = found.accepted;
  const items = entries.map(({ sequence, event }) => ({ sequence, event }));
  return reply({ items, next: entries.at(-1)?.sequence ?? query.after, last });
}

/** Reads the feed after a number; waits up to `wait` seconds for the first new entry. */
async function waitForEntries(listener: Listener, { wait, ...part }: FeedRequest['query']) {
  const end = performance.now() + wait * 1000;
  for (;;) {
    const found = await list(listener, part);
    const left = end - performance.now();
    if (found.kind !== 'entries' || found.entries.length > 0 || left < shortest) return found;
    await pause(Math.min(between, left));
  }
}

/**
 * The entries, or a refusal. A number beyond the end of the feed is refused, because the caller would wait for events
 * that have already passed.
 */
export function entriesOf(found: Found, where: RequestFault['in'], field: string) {
  if (found.kind === 'entries') return accept(found);
  if (found.kind === 'expired') return refuse({ code: 'feed_expired', oldest: found.oldest });
  const { last } = found;
  return refuse({ code: 'validation_failed', errors: [httpFault(where, `/${field}`, 'past_the_end', { last })] });
}
