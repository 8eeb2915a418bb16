import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { id, nothing } from '#functions/contract/parts.ts';
import { LaboratoryReply } from '#functions/contract/replies/laboratory.ts';
import type { Route } from '#functions/contract/route.ts';

export const getLaboratory = {
  name: 'getLaboratory',
  method: 'GET',
  path: '/v1/laboratories/{id}',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Read a laboratory.',
  roles: rights.getLaboratory,
  takes: z.strictObject({ params: id, query: nothing, body: nothing }),
  etag: true,
  reply: LaboratoryReply,
} as const satisfies Route;
