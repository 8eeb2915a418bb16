import * as z from 'zod';
import { CalendarDate } from '#domain/calendar.ts';
import { Id } from '#domain/identifiers.ts';
import { PricePatch } from '#domain/money.ts';
import { text } from '#domain/text.ts';

/** What a task says, of the clinic's own. */
export const task = {
  name: text(100),
  lineId: Id.nullish(),
  employeeId: Id.nullish(),
  dueDate: CalendarDate.nullish(),
  price: PricePatch.nullish(),
  quantity: z.int().min(1).max(999).nullish(),
};
