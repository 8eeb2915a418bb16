import * as z from 'zod/mini';
import { Amount, wholeUnits } from '#domain/kernel/money.ts';

/** An amount paid to a technician: more than 0. */
export const Payment = z.extend(Amount, { amount: wholeUnits(1) });
