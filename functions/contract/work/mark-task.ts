import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { MarkTask } from '#domain/order/requests/mark-task.ts';
import { TaskId } from '#domain/order/requests/task.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const markTask = {
  name: 'markTask',
  method: 'PUT',
  path: '/v1/orders/{number}/tasks/{taskId}/done',
  folder: 'work',
  audience: 'clinic',
  summary: 'Mark a task done, or take that back.',
  roles: actions.markTask.roles,
  takes: z.strictObject({
    params: z.strictObject({ ...number.shape, taskId: TaskId }),
    query: nothing,
    body: MarkTask,
  }),
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
