import { LaboratoryProfile, ProfileBody } from '#domain/catalog.ts';
import { shownProfile } from '#domain/catalog-projection.ts';
import { putEntry } from '#domain/decisions/put-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { replaced } from '#functions/http/entry-endpoints.ts';
import { find } from '#functions/store/profiles.ts';
import { keys } from '#functions/store/table.ts';

/** Says the laboratory's name and address, and which tenants may send it orders. */
export const handler = endpoint('putLabProfile', async (request) => {
  const { laboratoryId } = request.caller;
  const profileOf = { entry: LaboratoryProfile, body: ProfileBody, identity: { laboratoryId } };
  return replaced(request, keys.profile(laboratoryId), async () => {
    const profile = await find(laboratoryId);
    return { standing: profile, decision: putEntry(profileOf, profile, request.body, request), show: shownProfile };
  });
});
