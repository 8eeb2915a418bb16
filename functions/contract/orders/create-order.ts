import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { CreateOrder } from '#domain/order/requests/create-order.ts';
import { nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const createOrder = {
  name: 'createOrder',
  method: 'POST',
  path: '/v1/orders',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Save an order as a draft, or publish it at once.',
  roles: rights.createOrder,
  takes: z.strictObject({ params: nothing, query: nothing, body: CreateOrder }),
  retryKey: true,
  success: 201,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
