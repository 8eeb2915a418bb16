import * as z from 'zod';
import { Id } from '#domain/kernel/identifiers.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';

export const CreateOrder = z.strictObject({
  customerId: Id.optional().describe('A dentist may leave it out.'),
  ...OrderPatch.shape,
  workPlan: PlanWork.optional(),
  publish: z.boolean().optional().describe('Create and publish in one step, or nothing at all.'),
});
export type CreateOrder = z.infer<typeof CreateOrder>;
