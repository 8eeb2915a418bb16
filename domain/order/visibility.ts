import type { Settings } from '#domain/catalog/settings.ts';
import { audienceOf, type Caller } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import type { ToothNotation } from '#domain/kernel/teeth.ts';
import { isReadByLaboratory, isTracked, type TrackedField } from '#domain/order/changes.ts';
import type { Order } from '#domain/order/order.ts';

/** Whose pay a caller sees: of all employees, of one, or of none (null). */
export type VisiblePay = 'all' | Id | null;

/**
 * How much of an order a caller sees: prices, pay, the plan and whatever is the clinic's affair; and the notation of teeth.
 */
export type Visibility = { prices: boolean; pay: VisiblePay; clinic: boolean; notation: ToothNotation };

/** Managers see all pay, technicians their own, and nobody else sees any. */
export function payVisibleTo(caller: Caller): VisiblePay {
  if (caller.role === 'manager') return 'all';
  return caller.role === 'technician' ? caller.employeeId : null;
}

/** Managers and dentists see prices, laboratories only if the tenant shows them. */
function seesPrices({ role }: Caller, { laboratoriesSeePrices }: Settings): boolean {
  return role === 'laboratory' ? laboratoriesSeePrices : role !== 'technician';
}

/** What a caller sees of an order (domain/README.md, "Rules in brief"). */
export function visibilityFor(caller: Caller, settings: Settings, { toothNotation }: Order): Visibility {
  return {
    prices: seesPrices(caller, settings),
    pay: payVisibleTo(caller),
    clinic: audienceOf(caller) === 'clinic',
    notation: toothNotation ?? 'FDI',
  };
}

/** Whether an employee's pay is visible. The pay of a task without a technician is visible to those who see all pay. */
export const seesPayOf = (pay: VisiblePay, employeeId: Id | null | undefined): boolean =>
  pay === 'all' || (pay !== null && pay === employeeId);

/** Whether a field is visible at all. */
export function seesField(field: string, { prices, pay, clinic }: Visibility): field is TrackedField {
  if (!isTracked(field) || !(clinic || isReadByLaboratory(field))) return false;
  if (field === 'discount') return prices;
  return field !== 'payroll' || pay === 'all';
}
