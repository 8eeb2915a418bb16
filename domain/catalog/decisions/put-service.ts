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
  { employees }: { employees: { get(id: Id): unknown } },
): Fault[] {
  const faults: Fault[] = [];
  const inCurrency = (pointer: string, sent: Currency) => {
    if (sent !== currency) faults.push(fault(`${pointer}/currency`, 'other_currency', { currency }));
  };
  inCurrency('/price', price.currency);
  tasks.forEach((task, index) => {
    inCurrency(`/tasks/${index}/price`, task.price.currency);
    if (task.employeeId && !employees.get(task.employeeId))
      faults.push(fault(`/tasks/${index}/employeeId`, 'unknown_employee'));
  });
  return faults;
}
