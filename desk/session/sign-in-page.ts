import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import type { Configuration } from '#desk/configuration.ts';
import type { Token, TokenSource } from '#desk/session/session.ts';

export type SignInPage = Extract<Configuration['signIn'], { kind: 'page' }>;

/** Why nobody is signed in after the sign-in page has led back. */
export type Failed = 'refused' | 'stale' | 'unreachable';

/** Where the sign-in page leads back to. */
const path = '/signed-in';

/** The sign-in that this tab has begun, in its `sessionStorage`: nothing in it is a token. */
const attemptKey = 'sign-in';
const Attempt = z.object({
  state: z.string(),
  verifier: z.string(),
  /** The screen to come back to. Whatever it says, it is a screen of this page. */
  hash: z.string().check(z.regex(/^(#\/|$)/)),
});

const serverOf = ({ issuer, authorize, tokens }: SignInPage): oauth.AuthorizationServer => ({
  issuer,
  authorization_endpoint: authorize,
  token_endpoint: tokens,
});

/** Tells the other tabs of this browser who is signed in: they share the session of the sign-in page. */
const tabs = new BroadcastChannel('session');

/** Tells the other tabs that this person is signed in, and calls `forget` when another is, or nobody is any more. */
export function shareSession(sub: string, forget: () => void): void {
  tabs.postMessage(sub);
  tabs.onmessage = ({ data }) => {
    if (data !== sub) forget();
  };
}

/** Only a page that came without TLS, from the same machine, may get tokens without it. */
const options = () => ({ [oauth.allowInsecureRequests]: location.protocol === 'http:' });

/** Leads to the sign-in page, which leads back to the screen that is open. */
export async function leaveToSignIn({ authorize, clientId, scope }: SignInPage): Promise<void> {
  const attempt = { state: oauth.generateRandomState(), verifier: oauth.generateRandomCodeVerifier() };
  const hash = location.hash.startsWith('#/') ? location.hash : '';
  sessionStorage.setItem(attemptKey, JSON.stringify({ ...attempt, hash }));
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: location.origin + path,
    scope,
    state: attempt.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  };
  location.replace(`${authorize}?${new URLSearchParams(asked)}`);
}

/**
 * Takes what the sign-in page has led back with, and puts the address of the screen in its place. Returns the tokens; or why
 * there are none; or null when the sign-in page has not led here.
 */
export async function comeBack(page: SignInPage): Promise<TokenSource | Failed | null> {
  const { pathname, search } = location;
  if (pathname !== path) return null;
  const { hash = '', state, verifier } = takeAttempt() ?? {};
  history.replaceState(null, '', `/${hash}`);
  const answer = new URLSearchParams(search);
  if (!answer.has('code') && !answer.has('error')) return null;
  if (state === undefined || verifier === undefined || answer.get('state') !== state) return 'stale';
  const client = { client_id: page.clientId };
  const server = serverOf(page);
  try {
    const code = oauth.validateAuthResponse(server, client, answer, state);
    const redirect = location.origin + path;
    const auth = oauth.None();
    const sent = await oauth.authorizationCodeGrantRequest(server, client, auth, code, redirect, verifier, options());
    if (sent.status >= 500) return 'unreachable';
    // A code is good for one sign-in, and for some minutes.
    if (!sent.ok) return 'stale';
    return tokensOf(page, await oauth.processAuthorizationCodeResponse(server, client, sent));
  } catch (error) {
    return error instanceof TypeError ? 'unreachable' : 'refused';
  }
}

/** The sign-in that this tab has begun. It can be taken once. */
function takeAttempt() {
  const text = sessionStorage.getItem(attemptKey);
  sessionStorage.removeItem(attemptKey);
  return text === null ? undefined : Attempt.safeParse(JSON.parse(text)).data;
}

/** The tokens of somebody who has signed in. They are in the memory of this page alone, the one that renews them, too. */
function tokensOf(page: SignInPage, first: oauth.TokenEndpointResponse): TokenSource {
  let next: Token | null = tokenIn(first);
  let refreshToken = first.refresh_token;
  return {
    async renew() {
      const given = next;
      next = null;
      if (given || refreshToken === undefined) return given;
      const client = { client_id: page.clientId };
      const sent = await oauth.refreshTokenGrantRequest(serverOf(page), client, oauth.None(), refreshToken, options());
      // Not a refusal: the person is still signed in.
      if (sent.status >= 500) throw new TypeError(`The token address answers ${sent.status}.`);
      try {
        const answer = await oauth.processRefreshTokenResponse(serverOf(page), client, sent);
        refreshToken = answer.refresh_token ?? refreshToken;
        return tokenIn(answer);
      } catch (error) {
        if (error instanceof oauth.ResponseBodyError) return null;
        throw error;
      }
    },
    signIn: () => leaveToSignIn(page),
    signOut() {
      tabs.postMessage(null);
      leaveToSignOut(page);
    },
  };
}

const tokenIn = ({ access_token: text, expires_in: seconds = 0 }: oauth.TokenEndpointResponse): Token => ({
  text,
  endsAt: Date.now() + seconds * 1000,
});

/** Ends the session of the sign-in page, too, which leads back to the desk. */
export function leaveToSignOut({ signOut, clientId }: SignInPage): void {
  const asked = { client_id: clientId, logout_uri: `${location.origin}/` };
  location.replace(`${signOut}?${new URLSearchParams(asked)}`);
}
