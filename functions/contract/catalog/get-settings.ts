import * as z from 'zod/mini';
import { Settings } from '#domain/catalog/settings.ts';
import { rights } from '#domain/order/actions.ts';
import { nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const getSettings = {
  name: 'getSettings',
  method: 'GET',
  path: '/v1/settings',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Read the settings.',
  roles: rights.getSettings,
  takes: z.strictObject({ params: nothing, query: nothing, body: nothing }),
  etag: true,
  // What only managers see.
  reply: z.partial(Settings, { laboratoriesSeePrices: true, version: true, updatedAt: true, updatedBy: true }),
} as const satisfies Route;
