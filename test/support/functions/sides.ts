import { laboratory, manager } from '#test/support/orders.ts';

/** Both sides that listen: a caller, another of the same side, their listener, and its routes. */
export const sides = [
  {
    side: 'a laboratory',
    caller: laboratory,
    other: { ...laboratory, laboratoryId: 'bright-lab' },
    listener: 'L#apex-lab',
    routes: {
      feed: 'getLabFeed',
      list: 'listLabSubscriptions',
      get: 'getLabSubscription',
      put: 'putLabSubscription',
      remove: 'deleteLabSubscription',
      test: 'testLabSubscription',
      deliveries: 'listLabDeliveries',
      replay: 'replayLabDeliveries',
    },
  },
  {
    side: 'an organisation',
    caller: manager,
    other: { ...manager, tenantId: 'lakeview' },
    listener: 'T#northside',
    routes: {
      feed: 'getFeed',
      list: 'listSubscriptions',
      get: 'getSubscription',
      put: 'putSubscription',
      remove: 'deleteSubscription',
      test: 'testSubscription',
      deliveries: 'listDeliveries',
      replay: 'replayDeliveries',
    },
  },
] as const;
