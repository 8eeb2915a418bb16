import * as z from 'zod/mini';
import { rule } from '#domain/kernel/messages/messages.ts';
import { Money } from '#domain/kernel/money.ts';

/** The decimals are counted here: `multipleOf` would refuse many a percentage in other programs, which divide in floats. */
const Percent = z.number().check(
  z.minimum(0.01),
  z.maximum(100),
  z.refine((percent) => Math.round(percent * 100) / 100 === percent, rule('not_multiple_of', { step: 0.01 })),
);

/** A discount: a percentage with at most two decimals, or a fixed amount; null removes it. */
export const SetDiscount = z.union(
  [
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('percentage'), percent: Percent }),
      z.strictObject({ type: z.literal('fixed'), amount: Money }),
    ]),
    z.null(),
  ],
  rule('invalid_discount'),
);
export type SetDiscount = z.infer<typeof SetDiscount>;
