import { markTask } from '#domain/order/decisions/mark-task.ts';
import { markTask as route } from '#functions/contract/work/mark-task.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Marks a task done, or takes that back. */
export const handler = endpoint(route, (request) =>
  changeOrder(markTask, { ...request.body, taskId: request.params.taskId }, { ...request, anyVersion: true }),
);
