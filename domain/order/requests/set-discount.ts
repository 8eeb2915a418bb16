import * as z from 'zod';
import { rule } from '#domain/kernel/messages/messages.ts';
import { Money } from '#domain/kernel/money.ts';

/** A share of the subtotal, two decimals of a percent at most, or a sum; null is none. */
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
