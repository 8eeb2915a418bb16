import type { DemoPerson } from '#desk/configuration.ts';
import { Role } from '#domain/kernel/caller.ts';
import { fullName } from '#domain/kernel/full-name.ts';
import { demoLaboratories, demoTenants } from '#infra/local/demo/tenants.ts';

/** The secret of all demo people. */
export const demoSecret = 'demo-secret';

/** The clients of the local issuer. They and their shared secret exist only in the local product. */
export const demoPeople = [
  manager('northside', 'Katrin Vogel'),
  dentist('northside', 'dr-weber', 'with one clinic'),
  dentist('northside', 'dr-novak', 'at home in one clinic, working at two'),
  dentist('northside', 'dr-kovalenko', 'with a name in Cyrillic'),
  technician('northside', 'olena-ceramist'),
  manager('lakeview', 'Denise Carter'),
  dentist('lakeview', 'dr-nunez', 'with one clinic'),
  technician('lakeview', 'siobhan-ceramist'),
  laboratory('apex-lab', 'open to every organisation'),
  laboratory('bright-lab', 'open to the organisations it names'),
];

function manager(tenantId: string, name: string) {
  return person(`${tenantId}-manager`, `manager of ${tenantId}`, { role: 'manager', tenant_id: tenantId, name });
}

function dentist(tenantId: string, customerId: string, remark: string) {
  const claims = { role: 'dentist', tenant_id: tenantId, customer_id: customerId, name: nameOf(tenantId, customerId) };
  return person(`${tenantId}-${customerId}`, `dentist of ${tenantId}, ${remark}`, claims);
}

function technician(tenantId: string, employeeId: string) {
  const name = nameOf(tenantId, employeeId);
  const claims = { role: 'technician', tenant_id: tenantId, employee_id: employeeId, name };
  return person(`${tenantId}-technician`, `technician of ${tenantId}`, claims);
}

function laboratory(laboratoryId: string, remark: string) {
  const name = demoLaboratories.find((one) => one.laboratoryId === laboratoryId)?.profile.name ?? '';
  return person(laboratoryId, `laboratory, ${remark}`, { role: 'laboratory', laboratory_id: laboratoryId, name });
}

/** The name of a customer or an employee in the demo catalogue. */
function nameOf(tenantId: string, id: string): string {
  const tenant = demoTenants.find((one) => one.tenantId === tenantId);
  const somebody = [...(tenant?.customers ?? []), ...(tenant?.employees ?? [])].find((one) => one.id === id);
  return somebody ? fullName(somebody.body) : '';
}

function person(clientId: string, who: string, claims: Record<string, string>) {
  return { clientId, clientSecret: demoSecret, who, claims };
}

/** A demo person as the desk offers them: by name, role and organisation. A laboratory is its own organisation. */
export const toDemoPerson = ({ clientId, claims }: (typeof demoPeople)[number]): DemoPerson => {
  const { name = '', role, tenant_id: tenantId } = claims;
  const organisation = demoTenants.find((one) => one.tenantId === tenantId)?.name;
  return { clientId, name, role: Role.parse(role), ...(organisation !== undefined && { organisation }) };
};
