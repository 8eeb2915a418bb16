import { catalogue } from '#desk/api/catalogue.ts';
import type { Employee } from '#desk/api/client.ts';
import { person } from '#desk/session/session.ts';
import { fullName } from '#domain/catalog/catalog.ts';
import { may, rights } from '#domain/order/actions.ts';

/** The employees, once they are read; undefined before, and null for those who may not read them. */
function employees(): readonly Employee[] | undefined | null {
  const caller = person.value;
  return caller && may(caller, rights.listEmployees) ? catalogue.employees().value.value : null;
}

/** The employees, as far as they are known. */
export const knownEmployees = (): readonly Employee[] => employees() ?? [];

/** An employee by name: from the catalogue, or because it is oneself; else by id. Empty until the catalogue is read. */
export function employeeName(employeeId: string): string {
  const known = employees();
  if (known === undefined) return '';
  const employee = known?.find((one) => one.employeeId === employeeId);
  if (employee) return fullName(employee);
  const caller = person.value;
  const isSelf = caller?.role === 'technician' && caller.employeeId === employeeId;
  return (isSelf && caller.name) || employeeId;
}
