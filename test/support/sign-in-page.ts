import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server';
import type { BrowserContext } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Configuration } from '#desk/configuration.ts';
import { scope } from '#functions/contract/route.ts';
import { listen } from '#infra/local/machine/listening.ts';
import type { Claims } from '#test/support/desk.ts';
import { tokenFor } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

type Page = Extract<Configuration['signIn'], { kind: 'page' }>;
type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const client = 'people';
const paths = { authorize: '/oauth2/authorize', token: '/oauth2/token' };

/**
 * Starts a sign-in page like Cognito's, with the code flow and PKCE of a server that others wrote. Somebody signs in by its
 * form, and is then known to it by a cookie until they sign out. The tokens are those of the product's own issuer.
 *
 * The desk is opened at `localhost` instead of 127.0.0.1, so that its API is at another origin, as it is in the cloud.
 */
export async function startSignInPage() {
  /**
   * Whose tokens it gives, for how long, and with what status. Null gives tokens that name no role. `renews` is false once a
   * session has ended: no token is renewed until somebody signs in again.
   */
  const gives = { claims: null as Claims | null, seconds: 3600, status: 200, renews: true };
  const asked: URLSearchParams[] = [];
  const issuer = new OAuth2Issuer();
  await issuer.keys.generate('RS256');
  const service = new OAuth2Service(issuer, paths);

  const redirect = (response: ServerResponse, to: string, cookie?: string) =>
    response.writeHead(302, { location: to, ...(cookie !== undefined && { 'set-cookie': cookie }) }).end();
  const form = (query: URLSearchParams) => {
    const denied = new URLSearchParams({ error: 'access_denied', state: query.get('state') ?? '' });
    return `<h1>Sign in to the stage</h1><a href="/enter?${query}">Enter</a>
<a href="${query.get('redirect_uri')}?${denied}">Leave</a>`;
  };
  const own: Record<string, (query: URLSearchParams, request: IncomingMessage, response: ServerResponse) => void> = {
    '/enter': (query, _, response) => redirect(response, `${paths.authorize}?${query}`, 'known=yes'),
    '/logout': (query, _, response) => redirect(response, query.get('logout_uri') ?? '', 'known=; Max-Age=0'),
    [paths.authorize]: (query, request, response) => {
      if (request.headers.cookie === 'known=yes') return service.requestHandler(request, response);
      response.writeHead(200, { 'content-type': 'text/html' }).end(form(query));
    },
  };
  const answer: Handler = (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', issuer.url);
    const handler = own[pathname];
    if (handler) handler(searchParams, request, response);
    else service.requestHandler(request, response);
  };
  const server = createServer(answer);
  const url = await listen(server);
  issuer.url = url;
  onTestFinished(() => void server.close());

  const signIn: Page = {
    kind: 'page',
    issuer: url,
    authorize: url + paths.authorize,
    tokens: shared.product + paths.token,
    signOut: `${url}/logout`,
    clientId: client,
    scope: `openid ${scope}`,
  };
  return {
    url,
    /** Where the desk is. */
    desk: shared.product.replace('127.0.0.1', 'localhost'),
    gives,
    /** What the token address was asked for. */
    asked,
    /** Has the pages of this window sign in here. */
    async serve(context: BrowserContext): Promise<void> {
      await context.route('**/desk.json', (route) => route.fulfill({ json: { api: shared.product, signIn } }));
      await context.route(signIn.tokens, async (route) => {
        const request = route.request();
        const form = new URLSearchParams(request.postData() ?? '');
        asked.push(form);
        const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/json' };
        const real = await fetch(url + paths.token, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: request.postData() ?? '',
        });
        const given = await real.json();
        if (!real.ok) return route.fulfill({ status: real.status, headers, json: { error: 'invalid_grant' } });
        gives.renews ||= form.get('grant_type') !== 'refresh_token';
        const status = gives.renews ? gives.status : 400;
        if (status !== 200) return route.fulfill({ status, headers, json: { error: 'invalid_grant' } });
        const expires_in = gives.seconds;
        const access_token = gives.claims
          ? await tokenFor({ ...gives.claims, expires_in: `${expires_in}` })
          : given.access_token;
        return route.fulfill({ headers, json: { ...given, access_token, expires_in } });
      });
    },
  };
}
