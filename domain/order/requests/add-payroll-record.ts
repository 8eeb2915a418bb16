import * as z from 'zod';
import { Id } from '#domain/kernel/identifiers.ts';
import { prose } from '#domain/kernel/text.ts';
import { Payment } from '#domain/order/requests/payment.ts';

export const AddPayrollRecord = z.strictObject({
  employeeId: Id,
  amount: Payment,
  note: prose(500).optional(),
});
export type AddPayrollRecord = z.infer<typeof AddPayrollRecord>;
