import * as z from 'zod';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { text } from '#domain/kernel/text.ts';
import { PricePatch } from '#domain/order/requests/price-patch.ts';

/** The members of a task that a request may set. */
export const task = {
  name: text(100),
  lineId: Id.nullish(),
  employeeId: Id.nullish(),
  dueDate: CalendarDate.nullish(),
  price: PricePatch.nullish(),
  quantity: z.int().min(1).max(999).nullish(),
};
