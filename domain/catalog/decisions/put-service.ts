import type { PutService } from '#domain/catalog/requests/put-service.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import { type Fault, fault } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import type { Currency } from '#domain/kernel/money.ts';

/** Ids of the technicians who get a service's tasks by default. */
export const technicians = ({ tasks }: PutService): Id[] => tasks.flatMap(({ employeeId }) => employeeId ?? []);

/**
 * Faults of a service: prices and pay must be in the tenant's currency, and default technicians must be the tenant's
 * employees.
 */
export function serviceFaults(
  { price, tasks }: PutService,
  { currency }: Pick<Settings, 'currency'>,
  { employees }: { employees: Employees },
): Fault[] {
  const inCurrency = (at: string, sent: Currency) =>
    sent === currency ? [] : [fault(`${at}/currency`, 'other_currency', { currency })];
  return [
    ...inCurrency('/price', price.currency),
    ...tasks.flatMap((task, index) => [
      ...inCurrency(`/tasks/${index}/price`, task.price.currency),
      ...technicianFaults(task, index, employees),
    ]),
  ];
}

/** The employees of a tenant: undefined for an id that none has. */
type Employees = { get(id: Id): unknown };

/** Faults of the default technician of a service's task. */
export const technicianFaults = (
  { employeeId }: { employeeId?: string | undefined },
  index: number,
  employees: Employees,
): Fault[] =>
  employeeId === undefined || employees.get(employeeId) !== undefined
    ? []
    : [fault(`/tasks/${index}/employeeId`, 'unknown_employee')];
