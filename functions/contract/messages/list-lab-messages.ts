import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { Left } from '#domain/thread/left.ts';
import { MessageReply } from '#domain/thread/message.ts';
import { Page, pageOf } from '#functions/contract/paging.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const listLabMessages = {
  name: 'listLabMessages',
  method: 'GET',
  path: '/v1/lab/orders/{tenantId}/{number}/messages',
  folder: 'messages',
  audience: 'laboratory',
  summary: 'Read what the laboratory and a clinic have written to each other about an order.',
  roles: rights.listLabMessages,
  takes: z.strictObject({ params: labNumber, query: Page, body: nothing }),
  reply: z.strictObject({ ...pageOf(MessageReply).shape, left: z.nullable(Left) }),
} as const satisfies Route;
