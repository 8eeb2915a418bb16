import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { id, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const deleteSubscription = {
  name: 'deleteSubscription',
  method: 'DELETE',
  path: '/v1/subscriptions/{id}',
  folder: 'listening',
  audience: 'clinic',
  summary: 'Remove a subscription.',
  roles: rights.deleteSubscription,
  takes: z.strictObject({ params: id, query: nothing, body: nothing }),
  success: 204,
  reply: z.void(),
} as const satisfies Route;
