import { Caller, identityOf } from '#domain/kernel/caller.ts';
import type { Grant } from '#domain/kernel/grant.ts';
import { parsing } from '#domain/kernel/parsing.ts';

/** What a token's claims are called, by what they say of the caller. */
export const claimNames = {
  sub: 'sub',
  role: 'role',
  tenantId: 'tenant_id',
  customerId: 'customer_id',
  employeeId: 'employee_id',
  laboratoryId: 'laboratory_id',
  name: 'name',
} as const;

/** How HTTP API spells a list or an object, `[Anna Weber]`: that is no name. */
const spelledOut = /^[[{]/;

/** Who the token's claims say is calling; undefined unless they are exactly those that the role needs, and a name. */
export function callerOf(claims: Record<string, unknown> = {}): Caller | undefined {
  const said = Object.entries(claimNames).map(([member, name]) => [member, claims[name]]);
  const given = Object.fromEntries(said.filter(([, claim]) => claim !== undefined));
  const caller = Caller.safeParse(given, parsing(Caller)).data;
  return caller?.name && spelledOut.test(caller.name) ? identityOf(caller) : caller;
}

/** The claims that say what has been granted; the subject is in every token. */
export function claimsOf(grant: Grant): Record<string, string> {
  const given: Record<string, string | undefined> = grant;
  const claims = Object.entries(claimNames).map(([member, name]) => [name, given[member]]);
  return Object.fromEntries(claims.filter(([, claim]) => claim !== undefined));
}
