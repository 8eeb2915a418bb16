import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { statusesVisibleTo } from '#domain/order/statuses.ts';
import { page, pageOf } from '#functions/contract/paging.ts';
import { nothing } from '#functions/contract/parts.ts';
import { LabOrderRow } from '#functions/contract/replies/order-row.ts';
import type { Route } from '#functions/contract/route.ts';
import { oneOrMoreOf } from '#functions/contract/statuses.ts';

const LabOrdersQuery = z.strictObject({ status: oneOrMoreOf(statusesVisibleTo('laboratory')), ...page });

export const listLabOrders = {
  name: 'listLabOrders',
  method: 'GET',
  path: '/v1/lab/orders',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'List the orders sent to the laboratory by due date.',
  roles: rights.listLabOrders,
  takes: z.strictObject({ params: nothing, query: LabOrdersQuery, body: nothing }),
  reply: pageOf(LabOrderRow),
} as const satisfies Route;
