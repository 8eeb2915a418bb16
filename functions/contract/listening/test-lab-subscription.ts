import { rights } from '#domain/order/actions.ts';
import { testSubscription } from '#functions/contract/listening/test-subscription.ts';
import type { Route } from '#functions/contract/route.ts';

export const testLabSubscription = {
  ...testSubscription,
  name: 'testLabSubscription',
  path: '/v1/lab/subscriptions/{id}/test',
  audience: 'laboratory',
  roles: rights.testLabSubscription,
} as const satisfies Route;
