import * as z from 'zod/mini';
import { readOnly } from '#domain/kernel/read-only.ts';
import { bounds } from '#domain/order/order.ts';
import { TaskId, task } from '#domain/order/requests/task.ts';

/** A task in a request. For a known `taskId`, absent members stay and null clears, also inside its price. */
export const TaskRequest = z.strictObject({
  taskId: z.optional(TaskId),
  ...task,
  origin: readOnly,
  serviceId: readOnly,
  templateId: readOnly,
  doneAt: readOnly,
  doneBy: readOnly,
});
export type TaskRequest = z.infer<typeof TaskRequest>;

export const EditWorkPlan = z.strictObject({
  tasks: z.array(TaskRequest).check(z.maxLength(bounds.tasks)),
});
export type EditWorkPlan = z.infer<typeof EditWorkPlan>;
