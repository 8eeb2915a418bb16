import type { Configuration } from '#desk/configuration.ts';
import type { Addresses } from '#functions/description/openapi.ts';

/** What stands behind the pages, and how people sign in on them. */
export type Backend = Addresses & Pick<Configuration, 'signIn'>;
