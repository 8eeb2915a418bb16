import { Service, Settings } from '#domain/catalog.ts';
import { shownSettings } from '#domain/catalog-projection.ts';
import { putSettings } from '#domain/decisions/put-settings.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { replaced } from '#functions/http/entry-endpoints.ts';
import * as catalogs from '#functions/store/catalog.ts';
import { keys } from '#functions/store/table.ts';

/** Replaces the settings. The currency is fixed once a service has a price. */
export const handler = endpoint('putSettings', async (request) => {
  const { caller, body } = request;
  return replaced(request, keys.settings(caller.tenantId), async () => {
    const { settings } = await catalogs.findWithSettings(caller.tenantId);
    const changed = body.currency !== settings.currency;
    const priced =
      changed && (await catalogs.list(caller.tenantId, 'services', Service, { limit: 1 })).entries.length > 0;
    return {
      standing: settings,
      decision: putSettings(settings, body, priced, request),
      show: (entry) => shownSettings(Settings.parse(entry), caller),
    };
  });
});
