import { rights } from '#domain/order/actions.ts';
import { deleteSubscription } from '#functions/contract/listening/delete-subscription.ts';
import type { Route } from '#functions/contract/route.ts';

export const deleteLabSubscription = {
  ...deleteSubscription,
  name: 'deleteLabSubscription',
  path: '/v1/lab/subscriptions/{id}',
  audience: 'laboratory',
  roles: rights.deleteLabSubscription,
} as const satisfies Route;
