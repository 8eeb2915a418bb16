import * as z from 'zod/mini';
import { rule } from '#domain/kernel/messages/messages.ts';

const spelled = new Map<unknown, boolean>([
  ['true', true],
  ['false', false],
]);

/** The query parameter that asks for a dry run. */
export const DryRun = z.strictObject({
  dryRun: z.prefault(
    z.pipe(
      z.transform((sent) => spelled.get(sent) ?? sent),
      z.boolean(rule('invalid_value', { values: ['true', 'false'] })),
    ),
    false,
  ),
});
