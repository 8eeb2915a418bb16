import * as z from 'zod/mini';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { text } from '#domain/kernel/text.ts';

export const AcceptOrder = z.strictObject({
  promisedDate: z.optional(z.nullable(CalendarDate)),
  laboratoryReference: z.optional(z.nullable(text(60))),
});
export type AcceptOrder = z.infer<typeof AcceptOrder>;
