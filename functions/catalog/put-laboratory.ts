import { entryPut } from '#functions/http/entry-endpoints.ts';

/** Adds or replaces a laboratory; `connected` shows whose id it is, so that a typing error is seen. */
export const handler = entryPut('putLaboratory', 'laboratories', {
  needs: (_, id) => ({ profiles: [id] }),
  beside: (id, { profiles }) => {
    const profile = profiles.get(id);
    return { connected: profile ? { name: profile.name } : null };
  },
});
