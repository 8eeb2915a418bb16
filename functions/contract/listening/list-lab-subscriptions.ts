import { rights } from '#domain/order/actions.ts';
import { listSubscriptions } from '#functions/contract/listening/list-subscriptions.ts';
import type { Route } from '#functions/contract/route.ts';

export const listLabSubscriptions = {
  ...listSubscriptions,
  name: 'listLabSubscriptions',
  path: '/v1/lab/subscriptions',
  audience: 'laboratory',
  roles: rights.listLabSubscriptions,
} as const satisfies Route;
