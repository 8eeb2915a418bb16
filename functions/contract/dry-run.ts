import * as z from 'zod';

/** How it is asked what a change would do. */
export const DryRun = z.strictObject({
  dryRun: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
});
