import type { ClinicCaller } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { type Status, statusesVisibleTo } from '#domain/order/statuses.ts';

/** A query for a list of orders; `kind` is the index that answers it. */
export type OrdersQuestion =
  | { kind: 'byPatient'; patient: string }
  | { kind: 'byCustomer'; customerId: Id; status: Status }
  | { kind: 'byStatus'; status: Status };

type Filter = { status?: Status | undefined; customerId?: Id | undefined; patient?: string | undefined };

/**
 * The index query for a caller's list. The default status is the first one that the caller sees; dentists see their own
 * orders. Null when the caller sees nothing of what the filter asks for.
 */
export function ordersQuestion(caller: ClinicCaller, { status, customerId, patient }: Filter): OrdersQuestion | null {
  if (patient !== undefined) return { kind: 'byPatient', patient };
  const statuses = statusesVisibleTo(caller.role);
  const listed = status ?? statuses[0];
  if (!listed || !statuses.includes(listed)) return null;
  const ofCustomer = caller.role === 'dentist' ? caller.customerId : customerId;
  return ofCustomer
    ? { kind: 'byCustomer', customerId: ofCustomer, status: listed }
    : { kind: 'byStatus', status: listed };
}
