import type { ClinicCaller } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { type Status, statusesVisibleTo } from '#domain/order/statuses.ts';

/** What a list of orders asks of an index. */
export type OrdersQuestion =
  | { kind: 'byPatient'; patient: string }
  | { kind: 'byCustomer'; customerId: Id; status: Status }
  | { kind: 'byStatus'; status: Status };

type Filter = { status?: Status | undefined; customerId?: Id | undefined; patient?: string | undefined };

/**
 * The question that a caller's list asks. Unless a status is said it is the earliest that exists for the caller; a
 * dentist asks for their own orders. Null where none of what is asked for exists for the caller.
 */
export function ordersQuestion(caller: ClinicCaller, { status, customerId, patient }: Filter): OrdersQuestion | null {
  if (patient !== undefined) return { kind: 'byPatient', patient };
  const statuses = statusesVisibleTo(caller.role);
  const asked = status ?? statuses[0];
  if (!asked || !statuses.includes(asked)) return null;
  const ofCustomer = caller.role === 'dentist' ? caller.customerId : customerId;
  return ofCustomer
    ? { kind: 'byCustomer', customerId: ofCustomer, status: asked }
    : { kind: 'byStatus', status: asked };
}
