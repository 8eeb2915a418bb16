import type { Addresses } from '#functions/description/openapi.ts';

/** What stands behind the pages. */
export type Backend = Addresses & {
  /** A client whose id and secret the reference fills in. Only the local product has one. */
  demo?: { clientId: string; clientSecret: string } | undefined;
};
