import * as z from 'zod';
import { bounds } from '#domain/order/order.ts';
import { task } from '#domain/order/requests/task.ts';

export const PlanWork = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('automatic') }),
  z.strictObject({
    mode: z.literal('manual'),
    tasks: z.array(z.strictObject(task)).min(1).max(bounds.tasks),
  }),
]);
export type PlanWork = z.infer<typeof PlanWork>;
