import { signal } from '@preact/signals';
import { decodeJwt } from 'jose';
import { Caller } from '#domain/kernel/caller.ts';

/** An access token, and when it ends (milliseconds, as `Date.now` counts). It is kept in memory only. */
export type Token = { text: string; endsAt: number };

/** How this desk gets tokens of the person who is signed in. */
export type TokenSource = {
  /** A new token; null when the person has to sign in again. */
  renew: () => Promise<Token | null>;
  /** Has the person sign in again. It may leave the page, and come back to the same screen. Returns when it did not. */
  signIn: () => Promise<void>;
  /** Ends the session wherever it is kept, and leaves the page. */
  signOut: () => void;
};

/** Who is signed in; null while nobody is. Another person starts with a new page, so nothing of this one is left. */
export const person = signal<Caller | null>(null);

/**
 * Whether that person has to sign in again: they have no token, or the API refuses it. What is on the screen stays there.
 */
export const signedOut = signal(false);

let source: TokenSource | null = null;
let token: Token | null = null;
let renewing: Promise<Token | null> | null = null;

/** How long before its end a token is renewed. */
const margin = 30_000;

/** Begins to use the tokens of this source. Returns who they are for; null when they name nobody whom the desk knows. */
export async function startSession(tokens: TokenSource): Promise<Caller | null> {
  source = tokens;
  token = await tokens.renew();
  return token && callerOf(token.text);
}

/** The token for a request. With `refused`, a new one in its place. Null when the person has to sign in again. */
export async function tokenFor(refused?: string): Promise<string | null> {
  if (token && token.text !== refused && Date.now() < token.endsAt - margin) return token.text;
  // Requests that come meanwhile get the same one.
  renewing ??= renewed().finally(() => {
    renewing = null;
  });
  token = await renewing;
  if (!token) signedOut.value = true;
  return token?.text ?? null;
}

/** A new token of the same person. */
async function renewed(): Promise<Token | null> {
  const given = (await source?.renew()) ?? null;
  return given && callerOf(given.text)?.sub === person.value?.sub ? given : null;
}

/** Has the person sign in again. Returns whether they are, if the page was not left. */
export async function signInAgain(): Promise<boolean> {
  await source?.signIn();
  const isSignedIn = (await tokenFor()) !== null;
  signedOut.value = !isSignedIn;
  return isSignedIn;
}

/**
 * Forgets who is signed in, and their token: nothing of them is shown any more, also when somebody goes back to this page.
 */
export function forget(): void {
  source = null;
  token = null;
  person.value = null;
}

/** Signs out, and leaves the page, so that nothing of this person stays in its memory. */
export function signOut(): void {
  const ended = source;
  forget();
  ended?.signOut();
}

/** The caller whom a token names; null for a token that the desk cannot read. */
function callerOf(text: string): Caller | null {
  const { sub, role, name, tenant_id: tenantId, customer_id: customerId, ...claims } = decodeJwt(text);
  const { employee_id: employeeId, laboratory_id: laboratoryId } = claims;
  const said = { sub, role, name, tenantId, customerId, employeeId, laboratoryId };
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return Caller.safeParse(known).data ?? null;
}
