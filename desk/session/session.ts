import { signal } from '@preact/signals';
import { decodeJwt } from 'jose';
import { Caller } from '#domain/kernel/caller.ts';

/** An access token, and when it ends (milliseconds, as `Date.now` counts). It is kept in memory only. */
export type Token = { text: string; endsAt: number };

/** How this desk gets tokens of the person who is signed in. Null when they have to sign in again. */
export type TokenSource = { renew: () => Promise<Token | null>; signOut: () => void };

/** Who is signed in; null while nobody is. Another person starts with a new page, so nothing of this one is left. */
export const person = signal<Caller | null>(null);

let source: TokenSource | undefined;
let token: Token | null = null;

/** How long before its end a token is renewed. */
const margin = 30_000;

/** Signs in with the tokens of this source. Returns whether it gave one. */
export async function startSession(tokens: TokenSource): Promise<boolean> {
  source = tokens;
  token = await tokens.renew();
  person.value = token && callerOf(token.text);
  return person.value !== null;
}

/** The token for a request. With `refused`, a new one in its place. Null when the person has to sign in again. */
export async function tokenFor(refused?: string): Promise<string | null> {
  if (!token || token.text === refused || token.endsAt - margin < Date.now()) {
    const renewed = (await source?.renew()) ?? null;
    token = renewed && callerOf(renewed.text)?.sub === person.value?.sub ? renewed : null;
  }
  return token?.text ?? null;
}

/** Forgets the token, and leaves the page, so that nothing of this person stays in its memory. */
export function signOut(): void {
  token = null;
  source?.signOut();
}

/** The caller whom a token names; null for a token that the desk cannot read. */
function callerOf(text: string): Caller | null {
  const { sub, role, name, tenant_id: tenantId, customer_id: customerId, ...claims } = decodeJwt(text);
  const { employee_id: employeeId, laboratory_id: laboratoryId } = claims;
  const said = { sub, role, name, tenantId, customerId, employeeId, laboratoryId };
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return Caller.safeParse(known).data ?? null;
}
