import * as z from 'zod/mini';
import { OrderEvent } from '#domain/listening/order-event.ts';
import { rights } from '#domain/order/actions.ts';
import { mostNumbers, wholeNumber } from '#functions/contract/paging.ts';
import { nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

/** The events after a number of the feed. `wait` is how many seconds to wait for a new one. */
const FeedQuery = z.strictObject({
  after: z.prefault(wholeNumber(0, mostNumbers), 0),
  limit: z.prefault(wholeNumber(1, 100), 100),
  wait: z.prefault(wholeNumber(0, 20), 0),
});

const Feed = z.strictObject({
  items: z.array(z.strictObject({ sequence: z.int(), event: OrderEvent })),
  next: z.int(),
  last: z.int(),
});

export const getFeed = {
  name: 'getFeed',
  method: 'GET',
  path: '/v1/feed',
  folder: 'listening',
  audience: 'clinic',
  summary: 'Read what laboratories tell the organisation, in order.',
  roles: rights.getFeed,
  takes: z.strictObject({ params: nothing, query: FeedQuery, body: nothing }),
  reply: Feed,
} as const satisfies Route;
