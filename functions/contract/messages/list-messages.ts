import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { MessageReply } from '#domain/thread/message.ts';
import { Page, pageOf } from '#functions/contract/paging.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const listMessages = {
  name: 'listMessages',
  method: 'GET',
  path: '/v1/orders/{number}/messages',
  folder: 'messages',
  audience: 'clinic',
  summary: 'Read what clinic and laboratory have written to each other about an order.',
  roles: actions.listMessages.roles,
  takes: z.strictObject({ params: number, query: Page, body: nothing }),
  reply: pageOf(MessageReply),
} as const satisfies Route;
