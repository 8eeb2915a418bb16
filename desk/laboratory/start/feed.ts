import { type Answer, api, ask } from '#desk/api/client.ts';
import type { components } from '#desk/api/schema.d.ts';
import type { Event } from '#desk/laboratory/start/news.ts';

type Feed = components['schemas']['Feed'];

/** Reads a part of the laboratory's feed: at most `limit` events after a number. */
export type ReadFeed = (query: { after: number; limit: number }) => Promise<Answer<Feed>>;

export const readFeed: ReadFeed = (query) => ask(api.GET('/v1/lab/feed', { params: { query } }));

/** Events in their sequence, and the number after which the feed goes on. */
export type Known = { events: Event[]; next: number };

/** The most that one part may have. */
const most = 100;

const known = (value: Known): Answer<Known> => ({ kind: 'answered', value, etag: null });

/** The number of the last event, asked for with a number that is in the feed, as far as one knows. */
async function lastOf(read: ReadFeed, after: number): Promise<Answer<number>> {
  const answer = await read({ after, limit: 1 });
  if (answer.kind === 'answered') return { ...answer, value: answer.value.last };
  if (answer.kind === 'unanswered') return answer;
  // What stands there has expired, or there is another feed here than the one whose number was kept.
  const again = (answer.problem.oldest ?? 1) - 1;
  return again === after ? answer : lastOf(read, again);
}

/**
 * Reads the events since a time (RFC 3339, UTC): from the end of the feed back, as far as needed. `near`
 * is a number near its end.
 */
export async function readBack(read: ReadFeed, since: string, near: number): Promise<Answer<Known>> {
  const last = await lastOf(read, near);
  if (last.kind !== 'answered') return last;
  let events: Event[] = [];
  for (let to = last.value; to > 0; to -= most) {
    const after = Math.max(0, to - most);
    const answer = await read({ after, limit: to - after });
    // Events before that have expired.
    if (answer.kind === 'refused') break;
    if (answer.kind === 'unanswered') return answer;
    events = [...answer.value.items.map(({ event }) => event), ...events];
    const [first] = events;
    if (first && first.time < since) break;
  }
  return known({ events: events.filter(({ time }) => time >= since), next: last.value });
}

/** Reads on to the end of the feed. Events before a time are forgotten. */
export async function readOn(read: ReadFeed, since: string, before: Known): Promise<Answer<Known>> {
  const events = [...before.events];
  let next = before.next;
  let last = Number.POSITIVE_INFINITY;
  while (next < last) {
    const answer = await read({ after: next, limit: most });
    if (answer.kind !== 'answered') return answer;
    events.push(...answer.value.items.map(({ event }) => event));
    // A part may be empty, and the feed goes on.
    if (answer.value.next === next) break;
    ({ next, last } = answer.value);
  }
  return known({ events: events.filter(({ time }) => time >= since), next });
}
