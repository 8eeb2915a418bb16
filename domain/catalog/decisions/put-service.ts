import type { PutService } from '#domain/catalog/requests/put-service.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import { type Fault, fault } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';

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
  const amounts = [{ at: '/price', price }, ...tasks.map((task, index) => ({ at: `/tasks/${index}/price`, ...task }))];
  const foreign = amounts.filter((one) => one.price.currency !== currency);
  return [
    ...foreign.map(({ at }) => fault(`${at}/currency`, 'other_currency', { currency })),
    ...technicianFaults(tasks, employees),
  ];
}

/** The employees of a tenant: undefined for an id that none has. */
type Employees = { get(id: Id): unknown };

/** Faults of the default technicians of a service's tasks. */
export const technicianFaults = (
  tasks: readonly { employeeId?: string | undefined }[],
  employees: Employees,
): Fault[] =>
  tasks.flatMap(({ employeeId }, index) =>
    employeeId !== undefined && employees.get(employeeId) === undefined
      ? fault(`/tasks/${index}/employeeId`, 'unknown_employee')
      : [],
  );
