import type { Configuration } from '#desk/configuration.ts';
import { browserStore, note } from '#desk/kept/store.ts';
import type { Token, TokenSource } from '#desk/session/session.ts';

export type Demo = Extract<Configuration['signIn'], { kind: 'demo' }>;

/** Each tab has its own person, who is still there after a reload. */
const chosen = 'demo-person';

/** The demo person of this tab. */
export const chosenPerson = (): string | null => browserStore('sessionStorage')?.getItem(chosen) ?? null;

/** Makes somebody the person of this tab. */
export const choosePerson = (clientId: string): void => note('sessionStorage', chosen, clientId);

/** The tokens of a demo person. */
export function demoTokens({ tokens, secret }: Demo, clientId: string): TokenSource {
  return {
    async renew(): Promise<Token | null> {
      const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
      const answer = await fetch(tokens, { method: 'POST', body: new URLSearchParams(form) });
      // Not a refusal: the person is still signed in.
      if (answer.status >= 500) throw new TypeError(`The token address answers ${answer.status}.`);
      if (!answer.ok) return null;
      const { access_token: text, expires_in: seconds } = await answer.json();
      return { text, endsAt: Date.now() + seconds * 1000 };
    },
    // A new token is all that it takes.
    signIn: async () => {},
    signOut() {
      note('sessionStorage', chosen, null);
      location.assign('/');
    },
  };
}
