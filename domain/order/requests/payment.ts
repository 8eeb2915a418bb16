import { Amount, wholeUnits } from '#domain/kernel/money.ts';

/** An amount paid to a technician: more than 0. */
export const Payment = Amount.extend({ amount: wholeUnits(1) });
