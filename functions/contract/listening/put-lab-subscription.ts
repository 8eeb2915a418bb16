import * as z from 'zod/mini';
import { LaboratoryEventType } from '#domain/listening/event-types.ts';
import { PutSubscription, typesOf } from '#domain/listening/subscription.ts';
import { rights } from '#domain/order/actions.ts';
import { putSubscription } from '#functions/contract/listening/put-subscription.ts';
import type { Route } from '#functions/contract/route.ts';

export const putLabSubscription = {
  ...putSubscription,
  name: 'putLabSubscription',
  path: '/v1/lab/subscriptions/{id}',
  audience: 'laboratory',
  roles: rights.putLabSubscription,
  takes: z.extend(putSubscription.takes, {
    body: z.extend(putSubscription.takes.shape.body, {
      types: typesOf(LaboratoryEventType),
      tenants: PutSubscription.shape.tenants,
    }),
  }),
} as const satisfies Route;
