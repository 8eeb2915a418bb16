import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { pageOf } from '#functions/contract/paging.ts';
import { nothing } from '#functions/contract/parts.ts';
import { Subscription } from '#functions/contract/replies/subscription.ts';
import type { Route } from '#functions/contract/route.ts';

export const listSubscriptions = {
  name: 'listSubscriptions',
  method: 'GET',
  path: '/v1/subscriptions',
  folder: 'listening',
  audience: 'clinic',
  summary: 'List the subscriptions.',
  roles: rights.listSubscriptions,
  takes: z.strictObject({ params: nothing, query: nothing, body: nothing }),
  reply: pageOf(Subscription),
} as const satisfies Route;
