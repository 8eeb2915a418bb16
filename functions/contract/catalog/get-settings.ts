import * as z from 'zod';
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
  reply: Settings.partial(),
} as const satisfies Route;
