import * as z from 'zod/mini';
import { Currency, Money } from '#domain/kernel/money.ts';

/** A merge patch of a price. */
export const PricePatch = z.strictObject({ amount: z.nullish(Money.shape.amount), currency: z.nullish(Currency) });
export type PricePatch = z.infer<typeof PricePatch>;
