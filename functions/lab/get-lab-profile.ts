import { toProfileReply } from '#domain/catalog/catalog-projection.ts';
import { getLabProfile as route } from '#functions/contract/lab/get-lab-profile.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { refuse } from '#functions/http/refusal.ts';
import { etagOf, reply } from '#functions/http/reply.ts';
import { find } from '#functions/store/profiles.ts';

/** Reads the laboratory's profile. */
export const handler = endpoint(route, async ({ caller }) => {
  const profile = await find(caller.laboratoryId);
  if (!profile) return refuse({ code: 'not_found' });
  return reply(toProfileReply(profile), etagOf(profile.version));
});
