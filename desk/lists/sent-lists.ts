import type { OrderRow, Settings } from '#desk/api/client.ts';
import { type CalendarDate, dateIn, workingDaysAfter } from '#domain/kernel/calendar.ts';
import { isPromisedLate } from '#domain/order/laboratory/promise.ts';

/** What of the orders at laboratories needs somebody at the clinic. An order is in each list that it belongs to. */
export type AtLaboratories = {
  /** The laboratory waits for something. */
  waiting: OrderRow[];
  /** Their date has passed, or they are promised for later than they are due. */
  late: OrderRow[];
  /** Sent, and a whole working day has gone by in which no laboratory has accepted them. */
  unaccepted: OrderRow[];
  /** Sent lately, the last one first. */
  lately: OrderRow[];
};

/** How many days something sent counts as sent lately. */
export const lately = 7;

const dayLength = 86_400_000;

/** Sorts the orders that are at laboratories into lists; `now` in milliseconds, `today` the day that this is here. */
export function atLaboratories(
  rows: readonly OrderRow[],
  { now, today, settings }: { now: number; today: CalendarDate; settings: Settings },
): AtLaboratories {
  const sentOn = ({ publishedAt }: OrderRow) => publishedAt && dateIn(settings.timeZone, new Date(publishedAt));
  /** Nothing is waited for where the calendar has no working day. */
  const isWaitedFor = (row: OrderRow) => {
    const sent = sentOn(row);
    const next = sent && workingDaysAfter(sent, 1, settings);
    return next ? next < today : false;
  };
  const isLate = (row: OrderRow) => (row.dueDate !== null && row.dueDate < today) || isPromisedLate(row);
  const since = ({ publishedAt }: OrderRow) => (publishedAt === null ? 0 : Date.parse(publishedAt));
  return {
    waiting: rows.filter(({ hold }) => hold !== null),
    late: rows.filter(isLate),
    unaccepted: rows.filter((row) => row.status === 'published' && isWaitedFor(row)),
    lately: rows
      .filter((row) => since(row) > now - lately * dayLength)
      .toSorted((one, other) => since(other) - since(one)),
  };
}
