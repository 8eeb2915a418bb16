import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';

export const ChangeCustomer = z.strictObject({ customerId: Id });
export type ChangeCustomer = z.infer<typeof ChangeCustomer>;
