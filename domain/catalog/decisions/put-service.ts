import type { Catalog } from '#domain/catalog/catalog.ts';
import type { PutService } from '#domain/catalog/requests/put-service.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import { type Fault, fault } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import type { Currency } from '#domain/kernel/money.ts';

/** The default technicians that a service names. */
export const technicians = ({ tasks }: PutService): Id[] => tasks.flatMap(({ employeeId }) => employeeId ?? []);

/** Prices and pay are in the tenant's currency, and default technicians are its own. */
export function serviceFaults({ price, tasks }: PutService, { currency }: Settings, { employees }: Catalog): Fault[] {
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
