import * as z from 'zod/mini';
import { PutLaboratory } from '#domain/catalog/requests/put-laboratory.ts';
import { readOnly } from '#domain/kernel/read-only.ts';
import { rights } from '#domain/order/actions.ts';
import { id, nothing, stamp } from '#functions/contract/parts.ts';
import { LaboratoryReply } from '#functions/contract/replies/laboratory.ts';
import type { Route } from '#functions/contract/route.ts';

export const putLaboratory = {
  name: 'putLaboratory',
  method: 'PUT',
  path: '/v1/laboratories/{id}',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Add or replace a laboratory.',
  roles: rights.putLaboratory,
  takes: z.strictObject({
    params: id,
    query: nothing,
    body: z.extend(PutLaboratory, { laboratoryId: readOnly, ...stamp, connected: readOnly }),
  }),
  ifMatch: 'honoured',
  adds: true,
  minimal: true,
  reply: LaboratoryReply,
} as const satisfies Route;
