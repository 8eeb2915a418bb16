import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import { DryRun } from '#functions/contract/dry-run.ts';
import { number } from '#functions/contract/parts.ts';
import { DryRunReply } from '#functions/contract/replies/dry-run.ts';
import type { Route } from '#functions/contract/route.ts';

export const planWork = {
  name: 'planWork',
  method: 'POST',
  path: '/v1/orders/{number}/plan-work',
  folder: 'work',
  audience: 'clinic',
  summary: 'Plan the work, automatically or task by task.',
  roles: actions.planWork.roles,
  takes: z.strictObject({ params: number, query: DryRun, body: PlanWork }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: z.union([OrderReply, DryRunReply]),
} as const satisfies Route;
