import * as z from 'zod';
import { Id } from '#domain/kernel/identifiers.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';

export const CreateOrder = z.strictObject({
  customerId: Id.optional(),
  ...OrderPatch.shape,
  workPlan: PlanWork.optional(),
  publish: z.boolean().optional(),
});
export type CreateOrder = z.infer<typeof CreateOrder>;
