import * as z from 'zod/mini';
import { PutSettings } from '#domain/catalog/requests/put-settings.ts';
import { Settings } from '#domain/catalog/settings.ts';
import { rights } from '#domain/order/actions.ts';
import { nothing, stamp } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const putSettings = {
  name: 'putSettings',
  method: 'PUT',
  path: '/v1/settings',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Replace the settings.',
  roles: rights.putSettings,
  takes: z.strictObject({ params: nothing, query: nothing, body: z.extend(PutSettings, stamp) }),
  ifMatch: 'honoured',
  minimal: true,
  reply: Settings,
} as const satisfies Route;
