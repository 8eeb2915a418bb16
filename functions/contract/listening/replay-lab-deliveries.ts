import { rights } from '#domain/order/actions.ts';
import { replayDeliveries } from '#functions/contract/listening/replay-deliveries.ts';
import type { Route } from '#functions/contract/route.ts';

export const replayLabDeliveries = {
  ...replayDeliveries,
  name: 'replayLabDeliveries',
  path: '/v1/lab/subscriptions/{id}/replay',
  audience: 'laboratory',
  roles: rights.replayLabDeliveries,
} as const satisfies Route;
