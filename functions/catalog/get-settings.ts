import { toSettingsReply } from '#domain/catalog/catalog-projection.ts';
import { wanted } from '#domain/catalog/lookup.ts';
import { getSettings as route } from '#functions/contract/catalog/get-settings.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { etagOf, reply } from '#functions/http/reply.ts';
import * as catalogs from '#functions/store/catalog.ts';

/** Reads the settings, or the defaults when nothing has been set. */
export const handler = endpoint(route, async ({ caller }) => {
  const { settings } = await catalogs.findWithSettings(caller.tenantId, wanted());
  return reply(toSettingsReply(settings, caller), etagOf(settings.version));
});
