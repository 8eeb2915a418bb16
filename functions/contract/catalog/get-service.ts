import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { id, nothing } from '#functions/contract/parts.ts';
import { ServiceReply } from '#functions/contract/replies/service.ts';
import type { Route } from '#functions/contract/route.ts';

export const getService = {
  name: 'getService',
  method: 'GET',
  path: '/v1/services/{id}',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Read a service.',
  roles: rights.getService,
  takes: z.strictObject({ params: id, query: nothing, body: nothing }),
  etag: true,
  reply: ServiceReply,
} as const satisfies Route;
