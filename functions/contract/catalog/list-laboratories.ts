import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { Page, pageOf } from '#functions/contract/paging.ts';
import { nothing } from '#functions/contract/parts.ts';
import { LaboratoryReply } from '#functions/contract/replies/laboratory.ts';
import type { Route } from '#functions/contract/route.ts';

export const listLaboratories = {
  name: 'listLaboratories',
  method: 'GET',
  path: '/v1/laboratories',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'List the laboratories.',
  roles: rights.listLaboratories,
  takes: z.strictObject({ params: nothing, query: Page, body: nothing }),
  reply: pageOf(LaboratoryReply),
} as const satisfies Route;
