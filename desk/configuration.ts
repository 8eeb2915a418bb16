import type { Role } from '#domain/kernel/caller.ts';

/** A demo person, whom anybody on this machine may be. */
export type DemoPerson = { clientId: string; name: string; role: Role; organisation?: string };

/** Where the API is, and how people sign in: as a demo person, or on the sign-in page of the stage. */
export type Configuration = {
  api: string;
  signIn:
    | { kind: 'demo'; tokens: string; secret: string; people: readonly DemoPerson[] }
    | {
        kind: 'page';
        issuer: string;
        authorize: string;
        tokens: string;
        signOut: string;
        clientId: string;
        /** What a token is asked for, such as `openid order-desk/orders`. */
        scope: string;
      };
};

/** Reads the configuration that lies beside the page. */
export async function readConfiguration(): Promise<Configuration> {
  const answer = await fetch('/desk.json');
  if (!answer.ok) throw new Error(`The configuration of the desk cannot be read: ${answer.status}.`);
  return answer.json();
}
