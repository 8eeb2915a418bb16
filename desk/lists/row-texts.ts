import type { OrderRow } from '#desk/api/client.ts';
import type { Words } from '#desk/words/en.ts';
import { addDays, type CalendarDate } from '#domain/kernel/calendar.ts';
import { statuses } from '#domain/order/statuses.ts';

type Lists = Words['lists'];

/** What is ordered, each service with its teeth or its jaw. */
export function servicesText({ services, more }: OrderRow['servicesInBrief'], { jaws, andMore }: Lists): string[] {
  const texts = services.map(({ name, teeth, arch, quantity }) => {
    if (teeth.length > 0) return `${name} ${teeth.join(', ')}`;
    if (arch) return `${name}, ${jaws[arch]}`;
    return quantity > 1 ? `${quantity} × ${name}` : name;
  });
  return more > 0 ? [...texts, andMore(more)] : texts;
}

/**
 * What a draft lacks, or that it can be sent; null for an order that is no draft, and for one that was returned and lacks
 * nothing: its reasons stand beside it. `today` decides whether its date has passed.
 */
export function readinessText(
  row: Pick<OrderRow, 'status' | 'missing' | 'dueDate' | 'returned'>,
  today: CalendarDate,
  words: Lists,
) {
  if (!statuses[row.status].editable) return null;
  const lacks = row.missing.map((code) => words.missing[code]);
  if (row.dueDate && row.dueDate < today) lacks.push(words.datePassed);
  if (lacks.length > 0) return words.notReady(lacks.join(', '));
  return row.returned === null ? words.ready : null;
}

/** How near a day is, if it is near. */
export function nearText(date: CalendarDate, today: CalendarDate, { days }: Lists): string | null {
  if (date < today) return days.past;
  if (date === today) return days.today;
  return date === addDays(today, 1) ? days.tomorrow : null;
}

/**
 * For what the work has come, where it is not finished, and how it comes while it is on its way; empty
 * where there is nothing to say.
 */
export function shipmentText(
  { status, purpose, carrier, trackingNumber }: Pick<OrderRow, 'status' | 'purpose' | 'carrier' | 'trackingNumber'>,
  { tryIn }: Lists,
): string {
  const how = status === 'shipped' ? [carrier, trackingNumber] : [];
  return [purpose === 'try-in' && tryIn, ...how].filter(Boolean).join(', ');
}
