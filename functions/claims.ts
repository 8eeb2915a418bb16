import { Caller, type Grant } from '#domain/caller.ts';

/** What a token's claims are called, by what they say of the caller. */
const names = {
  sub: 'sub',
  role: 'role',
  tenantId: 'tenant_id',
  customerId: 'customer_id',
  employeeId: 'employee_id',
  laboratoryId: 'laboratory_id',
} as const;

/** Who the token's claims say is calling; undefined unless they are exactly those that the role needs. */
export function callerOf(claims: Record<string, unknown> = {}): Caller | undefined {
  const said = Object.entries(names).map(([member, name]) => [member, claims[name]]);
  return Caller.safeParse(Object.fromEntries(said.filter(([, claim]) => claim !== undefined))).data;
}

/** The claims that say what has been granted; the subject is in every token. */
export function claimsOf(grant: Grant): Record<string, string> {
  const given: Record<string, string> = grant;
  const claims = Object.entries(names).map(([member, name]) => [name, given[member]]);
  return Object.fromEntries(claims.filter(([, claim]) => claim !== undefined));
}
