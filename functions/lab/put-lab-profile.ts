import { toProfileReply } from '#domain/catalog/catalog-projection.ts';
import { putProfile } from '#domain/catalog/decisions/put-profile.ts';
import { putLabProfile as route } from '#functions/contract/lab/put-lab-profile.ts';
import { replaceEntry } from '#functions/frames/replace-entry.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import * as profiles from '#functions/store/profiles.ts';

/** Sets the laboratory's name and address, and which tenants may send it orders. */
export const handler = endpoint(route, (request) => {
  const { laboratoryId } = request.caller;
  return replaceEntry(request, async () => {
    const current = (await profiles.find(laboratoryId)) ?? null;
    const decision = putProfile(laboratoryId, current, request.body, request);
    return { current, decision, put: profiles.put, show: toProfileReply };
  });
});
