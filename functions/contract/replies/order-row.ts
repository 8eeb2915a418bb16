import * as z from 'zod';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id, Instant, OrderNumber } from '#domain/kernel/identifiers.ts';
import { Patient } from '#domain/order/order.ts';
import { Status } from '#domain/order/statuses.ts';

/** An order in a list. */
export const OrderRow = z.strictObject({
  number: OrderNumber,
  status: Status,
  source: OrderNumber.nullable(),
  customerId: Id,
  customer: z.strictObject({ firstName: z.string(), lastName: z.string() }),
  clinic: z.string(),
  laboratoryId: Id.nullable(),
  patient: z.strictObject(Patient.shape),
  dueDate: CalendarDate.nullable(),
  createdAt: Instant,
  publishedAt: Instant.nullable(),
});
