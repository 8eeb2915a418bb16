import * as z from 'zod/mini';
import { PutLabProfile } from '#domain/catalog/requests/put-lab-profile.ts';
import { readOnly } from '#domain/kernel/read-only.ts';
import { rights } from '#domain/order/actions.ts';
import { nothing, stamp } from '#functions/contract/parts.ts';
import { Profile } from '#functions/contract/replies/profile.ts';
import type { Route } from '#functions/contract/route.ts';

export const putLabProfile = {
  name: 'putLabProfile',
  method: 'PUT',
  path: '/v1/lab/profile',
  folder: 'lab',
  audience: 'laboratory',
  summary: "Set the laboratory's name and address, and which tenants may send it orders.",
  roles: rights.putLabProfile,
  takes: z.strictObject({
    params: nothing,
    query: nothing,
    body: z.extend(PutLabProfile, { laboratoryId: readOnly, ...stamp }),
  }),
  ifMatch: 'honoured',
  adds: true,
  minimal: true,
  reply: Profile,
} as const satisfies Route;
