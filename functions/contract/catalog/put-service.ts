import * as z from 'zod/mini';
import { PutService } from '#domain/catalog/requests/put-service.ts';
import { readOnly } from '#domain/kernel/read-only.ts';
import { rights } from '#domain/order/actions.ts';
import { id, nothing, stamp } from '#functions/contract/parts.ts';
import { WholeServiceReply } from '#functions/contract/replies/service.ts';
import type { Route } from '#functions/contract/route.ts';

export const putService = {
  name: 'putService',
  method: 'PUT',
  path: '/v1/services/{id}',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Add or replace a service.',
  roles: rights.putService,
  takes: z.strictObject({
    params: id,
    query: nothing,
    body: z.extend(PutService, { serviceId: readOnly, leadDays: readOnly, ...stamp }),
  }),
  ifMatch: 'honoured',
  adds: true,
  minimal: true,
  reply: WholeServiceReply,
} as const satisfies Route;
