import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { Page, pageOf } from '#functions/contract/paging.ts';
import { nothing } from '#functions/contract/parts.ts';
import { ServiceReply } from '#functions/contract/replies/service.ts';
import type { Route } from '#functions/contract/route.ts';

export const listServices = {
  name: 'listServices',
  method: 'GET',
  path: '/v1/services',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'List the services.',
  roles: rights.listServices,
  takes: z.strictObject({ params: nothing, query: Page, body: nothing }),
  reply: pageOf(ServiceReply),
} as const satisfies Route;
