import * as z from 'zod/mini';
import { readOnly } from '#domain/kernel/read-only.ts';
import { TenantEventType } from '#domain/listening/event-types.ts';
import { PutSubscription, typesOf } from '#domain/listening/subscription.ts';
import { rights } from '#domain/order/actions.ts';
import { id, nothing, stamp } from '#functions/contract/parts.ts';
import { Subscription } from '#functions/contract/replies/subscription.ts';
import type { Route } from '#functions/contract/route.ts';

export const putSubscription = {
  name: 'putSubscription',
  method: 'PUT',
  path: '/v1/subscriptions/{id}',
  folder: 'listening',
  audience: 'clinic',
  summary: 'Add or replace a subscription, or rotate its secret.',
  roles: rights.putSubscription,
  takes: z.strictObject({
    params: id,
    query: nothing,
    body: z.extend(z.omit(PutSubscription, { tenants: true }), {
      types: typesOf(TenantEventType),
      subscriptionId: readOnly,
      disabled: readOnly,
      catchingUp: readOnly,
      replaying: readOnly,
      ...stamp,
    }),
  }),
  ifMatch: 'honoured',
  adds: true,
  reply: Subscription,
} as const satisfies Route;
