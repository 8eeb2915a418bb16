import type { CalendarDate } from '#domain/kernel/calendar.ts';
import type { Caller, ClinicCaller } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { text } from '#domain/kernel/text.ts';
import { type Status, statusesVisibleTo } from '#domain/order/statuses.ts';

/** The beginning of a patient's last name or reference, as a list is asked for it. */
export const PatientPrefix = text(64);

/** What of a text that is typed can be searched for: as much as `PatientPrefix` takes. Undefined when that is nothing. */
export const searchablePatient = (typed: string): string | undefined =>
  PatientPrefix.safeParse(
    typed
      .trim()
      .slice(0, 64)
      .replace(/[\uD800-\uDBFF]$/, ''),
  ).data;

/** The first and the last due date of a list; undefined for no bound. */
export type DueDates = { dueFrom?: CalendarDate | undefined; dueTo?: CalendarDate | undefined };

/** A question for a list of a clinic's orders; `kind` is the index that answers it, once for each of the statuses. */
export type OrdersQuestion =
  | { kind: 'byPatient'; patient: string }
  | { kind: 'byStatus'; statuses: Status[] }
  | { kind: 'byCustomer'; statuses: Status[]; customerId: Id }
  | { kind: 'byDue'; statuses: Status[]; dueDates: DueDates }
  | { kind: 'byCustomerDue'; statuses: Status[]; dueDates: DueDates; customerId: Id }
  | { kind: 'byAnswer' };

/** What a list is asked for. `sort` is absent for the time when the order got its status. */
export type OrdersFilter = DueDates & {
  status?: Status[] | undefined;
  customerId?: Id | undefined;
  patient?: string | undefined;
  sort?: 'due' | undefined;
  /** Whose turn it is to write: the last message is the laboratory's. */
  awaiting?: 'clinic' | undefined;
};

/**
 * The question for a caller's list. Dentists see their own orders. Null when the caller sees nothing of what the filter
 * asks for.
 */
export function ordersQuestion(caller: ClinicCaller, filter: OrdersFilter): OrdersQuestion | null {
  const { status, customerId, patient, sort, awaiting, ...dueDates } = filter;
  if (patient !== undefined) return { kind: 'byPatient', patient };
  if (awaiting !== undefined) return { kind: 'byAnswer' };
  const statuses = listedStatuses(caller, status);
  if (statuses.length === 0) return null;
  const ofCustomer = caller.role === 'dentist' ? caller.customerId : customerId;
  if (sort === 'due')
    return ofCustomer
      ? { kind: 'byCustomerDue', customerId: ofCustomer, statuses, dueDates }
      : { kind: 'byDue', statuses, dueDates };
  return ofCustomer ? { kind: 'byCustomer', customerId: ofCustomer, statuses } : { kind: 'byStatus', statuses };
}

/** The statuses that a caller's list shows: those asked for that the caller sees, or the first that the caller sees. */
export function listedStatuses({ role }: Pick<Caller, 'role'>, asked: readonly Status[] | undefined): Status[] {
  const visible = statusesVisibleTo(role);
  return asked ? visible.filter((status) => asked.includes(status)) : visible.slice(0, 1);
}
