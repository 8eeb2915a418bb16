import { putSettings } from '#domain/catalog/decisions/put-settings.ts';
import { wanted } from '#domain/catalog/lookup.ts';
import { Settings } from '#domain/catalog/settings.ts';
import { knownMembers } from '#domain/kernel/stored.ts';
import { putSettings as route } from '#functions/contract/catalog/put-settings.ts';
import { replaceEntry } from '#functions/frames/replace-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import * as catalogs from '#functions/store/catalog.ts';

/** Replaces the settings. The currency is fixed once a service has a price. */
export const handler = endpoint(route, (request) => {
  const { tenantId } = request.caller;
  return replaceEntry(request, async () => {
    const { settings } = await catalogs.findWithSettings(tenantId, wanted());
    const changed = request.body.currency !== settings.currency;
    const priced =
      changed && (await catalogs.list(tenantId, 'services', { after: null, only: null, limit: 1 })).entries.length > 0;
    return {
      current: settings,
      decision: putSettings(settings, request.body, priced, request),
      put: (entry) => catalogs.putSettings(tenantId, entry),
      show: (entry) => knownMembers(Settings, entry),
    };
  });
});
