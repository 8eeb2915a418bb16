import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { id, nothing } from '#functions/contract/parts.ts';
import { Delivery } from '#functions/contract/replies/delivery.ts';
import type { Route } from '#functions/contract/route.ts';

export const testSubscription = {
  name: 'testSubscription',
  method: 'POST',
  path: '/v1/subscriptions/{id}/test',
  folder: 'listening',
  audience: 'clinic',
  summary: 'Send a test event to a subscription, and see what its endpoint replied.',
  roles: rights.testSubscription,
  takes: z.strictObject({ params: id, query: nothing, body: nothing }),
  reply: Delivery,
} as const satisfies Route;
