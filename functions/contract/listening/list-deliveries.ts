import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { Page, pageOf } from '#functions/contract/paging.ts';
import { id, nothing } from '#functions/contract/parts.ts';
import { Delivery } from '#functions/contract/replies/delivery.ts';
import type { Route } from '#functions/contract/route.ts';

export const listDeliveries = {
  name: 'listDeliveries',
  method: 'GET',
  path: '/v1/subscriptions/{id}/deliveries',
  folder: 'listening',
  audience: 'clinic',
  summary: 'Read what was sent to a subscription, and what its endpoint replied.',
  roles: rights.listDeliveries,
  takes: z.strictObject({ params: id, query: Page, body: nothing }),
  reply: pageOf(Delivery),
} as const satisfies Route;
