import * as z from 'zod/mini';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { text } from '#domain/kernel/text.ts';
import { PricePatch } from '#domain/order/requests/price-patch.ts';

/** The id of a task: of an automatic one, made of three ids. */
export const TaskId = z.string().check(z.maxLength(130));

/** The members of a task that a request may set. */
export const task = {
  name: text(100),
  lineId: z.nullish(Id),
  employeeId: z.nullish(Id),
  dueDate: z.nullish(CalendarDate),
  price: z.nullish(PricePatch),
  quantity: z.nullish(z.int().check(z.minimum(1), z.maximum(999))),
};
