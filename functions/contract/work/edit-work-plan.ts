import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { EditWorkPlan } from '#domain/order/requests/edit-work-plan.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const editWorkPlan = {
  name: 'editWorkPlan',
  method: 'PUT',
  path: '/v1/orders/{number}/work-plan',
  folder: 'work',
  audience: 'clinic',
  summary: 'Replace the list of tasks.',
  roles: actions.editWorkPlan.roles,
  takes: z.strictObject({ params: number, query: nothing, body: EditWorkPlan }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
