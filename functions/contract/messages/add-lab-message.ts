import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { MessageReply } from '#domain/thread/message.ts';
import { AddMessage } from '#domain/thread/requests/add-message.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const addLabMessage = {
  name: 'addLabMessage',
  method: 'POST',
  path: '/v1/lab/orders/{tenantId}/{number}/messages',
  folder: 'messages',
  audience: 'laboratory',
  summary: 'Write to the clinic about an order.',
  roles: actions.addLabMessage.roles,
  takes: z.strictObject({ params: labNumber, query: nothing, body: AddMessage }),
  success: 201,
  retryKey: true,
  minimal: true,
  reply: MessageReply,
} as const satisfies Route;
