import { rights } from '#domain/order/actions.ts';
import { getSubscription } from '#functions/contract/listening/get-subscription.ts';
import type { Route } from '#functions/contract/route.ts';

export const getLabSubscription = {
  ...getSubscription,
  name: 'getLabSubscription',
  path: '/v1/lab/subscriptions/{id}',
  audience: 'laboratory',
  roles: rights.getLabSubscription,
} as const satisfies Route;
