import * as z from 'zod';
import { Currency, Money } from '#domain/kernel/money.ts';

/** A merge patch of a price. */
export const PricePatch = z.strictObject({ amount: Money.shape.amount.nullish(), currency: Currency.nullish() });
export type PricePatch = z.infer<typeof PricePatch>;
