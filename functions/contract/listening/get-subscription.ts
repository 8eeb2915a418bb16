import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { id, nothing } from '#functions/contract/parts.ts';
import { Subscription } from '#functions/contract/replies/subscription.ts';
import type { Route } from '#functions/contract/route.ts';

export const getSubscription = {
  name: 'getSubscription',
  method: 'GET',
  path: '/v1/subscriptions/{id}',
  folder: 'listening',
  audience: 'clinic',
  summary: 'Read a subscription.',
  roles: rights.getSubscription,
  takes: z.strictObject({ params: id, query: nothing, body: nothing }),
  etag: true,
  reply: Subscription,
} as const satisfies Route;
