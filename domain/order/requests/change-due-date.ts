import * as z from 'zod/mini';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { prose } from '#domain/kernel/text.ts';

export const ChangeDueDate = z.strictObject({ dueDate: CalendarDate, reason: z.optional(prose(500)) });
export type ChangeDueDate = z.infer<typeof ChangeDueDate>;
