import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { MessageReply } from '#domain/thread/message.ts';
import { AddMessage } from '#domain/thread/requests/add-message.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const addMessage = {
  name: 'addMessage',
  method: 'POST',
  path: '/v1/orders/{number}/messages',
  folder: 'messages',
  audience: 'clinic',
  summary: 'Write to the laboratory about an order.',
  roles: actions.addMessage.roles,
  takes: z.strictObject({ params: number, query: nothing, body: AddMessage }),
  success: 201,
  retryKey: true,
  minimal: true,
  reply: MessageReply,
} as const satisfies Route;
