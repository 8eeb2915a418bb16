import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { prose } from '#domain/kernel/text.ts';
import { Payment } from '#domain/order/requests/payment.ts';

export const AddPayrollRecord = z.strictObject({
  employeeId: Id,
  amount: Payment,
  note: z.optional(prose(500)),
});
export type AddPayrollRecord = z.infer<typeof AddPayrollRecord>;
