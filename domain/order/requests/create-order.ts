import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';

export const CreateOrder = z.strictObject({
  customerId: z.optional(Id),
  ...OrderPatch.shape,
  workPlan: z.optional(PlanWork),
  publish: z.optional(z.boolean()),
});
export type CreateOrder = z.infer<typeof CreateOrder>;
