import type { CalendarDate } from '#domain/kernel/calendar.ts';
import type { Role } from '#domain/kernel/caller.ts';
import { type Status, statuses, statusesVisibleTo } from '#domain/order/statuses.ts';

/** Which orders a list shows, and whether by due date or by when they got their status. `dentist` is a customer's id. */
export type View = { status: Status; dentist: string | null; byDue: boolean };

/** The view that an address asks for. What this role cannot see is left out. */
export function viewIn(query: URLSearchParams, role: Role): View {
  const visible = statusesVisibleTo(role);
  const [first = 'draft'] = visible;
  const status = visible.find((one) => one === query.get('status')) ?? first;
  return {
    status,
    dentist: role === 'dentist' ? null : query.get('dentist'),
    byDue: statuses[status].awaited && query.get('sort') === 'due',
  };
}

/** The address of a view. */
export function addressOf({ status, dentist, byDue }: View): string {
  const query = { status, ...(dentist !== null && { dentist }), ...(byDue && statuses[status].awaited && sorted) };
  return `/orders?${new URLSearchParams(query)}`;
}
const sorted = { sort: 'due' };

/**
 * What the API is asked for. Drafts by due date begin with those whose date has passed; what has been sent begins today,
 * because it is not known whether it has arrived.
 */
export function questionOf({ status, dentist, byDue }: View, today: CalendarDate) {
  return {
    status: [status],
    ...(dentist !== null && { customerId: dentist }),
    ...(byDue && { sort: 'due' as const }),
    ...(byDue && statuses[status].sent && { dueFrom: today }),
  };
}
