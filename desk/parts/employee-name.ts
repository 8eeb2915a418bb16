import { catalogue } from '#desk/api/catalogue.ts';
import type { Employee } from '#desk/api/client.ts';
import { person } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';
import { fullName } from '#domain/kernel/full-name.ts';
import { may, rights } from '#domain/order/actions.ts';

/** The employees, once they are read; undefined before, and null for those who may not read them. */
function employees(): readonly Employee[] | undefined | null {
  const caller = person.value;
  return caller && may(caller, rights.listEmployees) ? catalogue.employees().value.value : null;
}

/** The employees, as far as they are known. */
export const knownEmployees = (): readonly Employee[] => employees() ?? [];

/**
 * An employee by name: from the catalogue, or because it is oneself; by id when the catalogue no longer has them. Undefined
 * for those who may not know who it is.
 */
export function knownName(employeeId: string): string | undefined {
  const known = employees();
  const caller = person.value;
  if (caller?.role === 'technician' && caller.employeeId === employeeId) return caller.name ?? employeeId;
  if (!known) return known === null ? undefined : '';
  const employee = known.find((one) => one.employeeId === employeeId);
  return employee ? fullName(employee) : employeeId;
}

/** The same; for those who may not know who it is, that it is somebody. */
export const employeeName = (employeeId: string): string => knownName(employeeId) ?? words.value.plan.somebody;
