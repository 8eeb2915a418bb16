import * as z from 'zod';
import { rule } from '#domain/kernel/messages/messages.ts';
import { Money } from '#domain/kernel/money.ts';

/** A discount: a percentage with at most two decimals, or a fixed amount; null removes it. */
export const SetDiscount = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('percentage'), percent: z.number().min(0.01).max(100).multipleOf(0.01) }),
      z.strictObject({ type: z.literal('fixed'), amount: Money }),
    ],
    rule('invalid_discount'),
  )
  .nullable();
export type SetDiscount = z.infer<typeof SetDiscount>;
