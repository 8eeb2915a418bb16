/** Who may ask the local issuer for a token. They and their shared secret exist only in the local product. */
export const demoPeople = [
  person('northside-manager', 'manager of northside', { role: 'manager', tenant_id: 'northside' }),
  dentist('northside', 'dr-weber', 'with one clinic'),
  dentist('northside', 'dr-novak', 'at home in one clinic, working at two'),
  dentist('northside', 'dr-kovalenko', 'with a name in Cyrillic'),
  technician('northside', 'olena-ceramist'),
  person('lakeview-manager', 'manager of lakeview', { role: 'manager', tenant_id: 'lakeview' }),
  dentist('lakeview', 'dr-nunez', 'with one clinic'),
  technician('lakeview', 'siobhan-ceramist'),
  laboratory('apex-lab', 'open to every tenant'),
  laboratory('bright-lab', 'open to the tenants it names'),
];

function dentist(tenantId: string, customerId: string, remark: string) {
  const claims = { role: 'dentist', tenant_id: tenantId, customer_id: customerId };
  return person(`${tenantId}-${customerId}`, `dentist of ${tenantId}, ${remark}`, claims);
}

function technician(tenantId: string, employeeId: string) {
  const claims = { role: 'technician', tenant_id: tenantId, employee_id: employeeId };
  return person(`${tenantId}-technician`, `technician of ${tenantId}`, claims);
}

function laboratory(laboratoryId: string, remark: string) {
  return person(laboratoryId, `laboratory, ${remark}`, { role: 'laboratory', laboratory_id: laboratoryId });
}

function person(clientId: string, who: string, claims: Record<string, string>) {
  return { clientId, clientSecret: 'demo-secret', who, claims };
}
