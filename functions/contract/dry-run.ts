import * as z from 'zod';

/** The query parameter that asks for a dry run. */
export const DryRun = z.strictObject({
  dryRun: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
});
