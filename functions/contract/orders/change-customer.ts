import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { ChangeCustomer } from '#domain/order/requests/change-customer.ts';
import { DryRun } from '#functions/contract/dry-run.ts';
import { number } from '#functions/contract/parts.ts';
import { DryRunReply } from '#functions/contract/replies/dry-run.ts';
import type { Route } from '#functions/contract/route.ts';

export const changeCustomer = {
  name: 'changeCustomer',
  method: 'POST',
  path: '/v1/orders/{number}/change-customer',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Move a draft to another dentist.',
  roles: actions.changeCustomer.roles,
  takes: z.strictObject({ params: number, query: DryRun, body: ChangeCustomer }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: z.union([OrderReply, DryRunReply]),
} as const satisfies Route;
