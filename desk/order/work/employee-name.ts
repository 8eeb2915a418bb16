import { catalogue } from '#desk/api/catalogue.ts';
import type { Employee } from '#desk/api/client.ts';
import { person } from '#desk/session/session.ts';
import { fullName } from '#domain/catalog/catalog.ts';
import { may, rights } from '#domain/order/actions.ts';

/** The employees, for those who may read them; for others none. */
export function knownEmployees(): readonly Employee[] {
  const caller = person.value;
  return caller && may(caller, rights.listEmployees) ? (catalogue.employees().value.value ?? []) : [];
}

/** An employee by name: from the catalogue, or because it is oneself; else by id. */
export function employeeName(employeeId: string): string {
  const employee = knownEmployees().find((one) => one.employeeId === employeeId);
  if (employee) return fullName(employee);
  const caller = person.value;
  const isSelf = caller?.role === 'technician' && caller.employeeId === employeeId;
  return (isSelf && caller.name) || employeeId;
}
