import * as z from 'zod/mini';
import { bounds } from '#domain/order/order.ts';
import { task } from '#domain/order/requests/task.ts';

export const PlanWork = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('automatic') }),
  z.strictObject({
    mode: z.literal('manual'),
    tasks: z.array(z.strictObject(task)).check(z.minLength(1), z.maxLength(bounds.tasks)),
  }),
]);
export type PlanWork = z.infer<typeof PlanWork>;
