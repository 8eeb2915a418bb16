import { rights } from '#domain/order/actions.ts';
import { getFeed } from '#functions/contract/listening/get-feed.ts';
import type { Route } from '#functions/contract/route.ts';

export const getLabFeed = {
  ...getFeed,
  name: 'getLabFeed',
  path: '/v1/lab/feed',
  audience: 'laboratory',
  summary: 'Read the events of the orders sent to the laboratory, in order.',
  roles: rights.getLabFeed,
} as const satisfies Route;
