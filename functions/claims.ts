import { Caller, identityOf } from '#domain/kernel/caller.ts';
import type { Grant } from '#domain/kernel/grant.ts';
import { parser } from '#domain/kernel/parsing.ts';

/** The names of a token's claims, by member of `Caller`. */
export const claimNames = {
  sub: 'sub',
  role: 'role',
  tenantId: 'tenant_id',
  customerId: 'customer_id',
  employeeId: 'employee_id',
  laboratoryId: 'laboratory_id',
  name: 'name',
} as const;

/** HTTP API turns a claim that is a list or an object into text such as `[Anna Weber]`. That is not a name. */
const spelledOut = /^[[{]/;

/**
 * The caller that a token's claims describe. Undefined unless they are exactly the claims of its role, with an optional
 * name.
 */
export function callerOf(claims: Record<string, unknown> = {}): Caller | undefined {
  const claimed = Object.entries(claimNames).map(([member, name]) => [member, claims[name]]);
  const given = Object.fromEntries(claimed.filter(([, claim]) => claim !== undefined));
  const caller = parser(Caller).safeParse(given).data;
  return caller?.name && spelledOut.test(caller.name) ? identityOf(caller) : caller;
}

/** The claims of a grant. The subject is not among them, because every token has it. */
export function claimsOf(grant: Grant): Record<string, string> {
  const given: Record<string, string | undefined> = grant;
  const claims = Object.entries(claimNames).map(([member, name]) => [name, given[member]]);
  return Object.fromEntries(claims.filter(([, claim]) => claim !== undefined));
}
