import { rights } from '#domain/order/actions.ts';
import { listDeliveries } from '#functions/contract/listening/list-deliveries.ts';
import type { Route } from '#functions/contract/route.ts';

export const listLabDeliveries = {
  ...listDeliveries,
  name: 'listLabDeliveries',
  path: '/v1/lab/subscriptions/{id}/deliveries',
  audience: 'laboratory',
  roles: rights.listLabDeliveries,
} as const satisfies Route;
