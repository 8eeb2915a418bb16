import * as z from 'zod/mini';
import { rule } from '#domain/kernel/messages/messages.ts';
import { bounds } from '#domain/order/order.ts';
import { task } from '#domain/order/requests/task.ts';

export const PlanWork = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('automatic') }),
  z.strictObject({
    mode: z.literal('manual'),
    tasks: z
      .array(z.strictObject(task))
      .check(z.minLength(1, rule('too_small', { of: 'list', least: 1, thing: 'task' })), z.maxLength(bounds.tasks)),
  }),
]);
export type PlanWork = z.infer<typeof PlanWork>;
