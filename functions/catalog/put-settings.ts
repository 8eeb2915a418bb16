import { Service, Settings, SettingsBody } from '#domain/catalog.ts';
import { shownSettings } from '#domain/catalog-projection.ts';
import { refuseFaults } from '#domain/decision.ts';
import { putEntry } from '#domain/decisions/put-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { replaced } from '#functions/http/entry-endpoints.ts';
import * as catalogs from '#functions/store/catalog.ts';
import { keys } from '#functions/store/table.ts';

const settingsOf = { entry: Settings, body: SettingsBody, identity: {} };

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
      decision: priced ? refuseFaults([currencyFixed(settings)]) : putEntry(settingsOf, settings, body, request),
      show: (entry) => shownSettings(Settings.parse(entry), caller),
    };
  });
});

const currencyFixed = ({ currency }: Settings) => ({
  pointer: '/currency',
  code: 'currency_fixed',
  message: `Services are priced in ${currency}; the currency can no longer change.`,
});
