import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { nothing } from '#functions/contract/parts.ts';
import { Profile } from '#functions/contract/replies/profile.ts';
import type { Route } from '#functions/contract/route.ts';

export const getLabProfile = {
  name: 'getLabProfile',
  method: 'GET',
  path: '/v1/lab/profile',
  folder: 'lab',
  audience: 'laboratory',
  summary: "Read the laboratory's profile.",
  roles: rights.getLabProfile,
  takes: z.strictObject({ params: nothing, query: nothing, body: nothing }),
  etag: true,
  reply: Profile,
} as const satisfies Route;
