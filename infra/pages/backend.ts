import type { Configuration } from '#desk/configuration.ts';
import type { Addresses } from '#functions/description/openapi.ts';

/** What stands behind the pages, where links to PDFs lead, and how people sign in. */
export type Backend = Addresses & Pick<Configuration, 'signIn'> & { files: string };
