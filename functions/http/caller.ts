import { Caller } from '#domain/caller.ts';

/** Who the token's claims say is calling; undefined unless they are exactly those that the role needs. */
export function callerOf(claims: Record<string, unknown> = {}): Caller | undefined {
  const { sub, role, tenant_id, customer_id, employee_id, laboratory_id } = claims;
  const named = {
    sub,
    role,
    tenantId: tenant_id,
    customerId: customer_id,
    employeeId: employee_id,
    laboratoryId: laboratory_id,
  };
  const given = Object.entries(named).filter(([, claim]) => claim !== undefined);
  return Caller.safeParse(Object.fromEntries(given)).data;
}
