import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { OAuth2Issuer } from 'oauth2-mock-server';
import { scope } from '#functions/contract/route.ts';
import { replaceFile } from '#infra/local/machine/whole-file.ts';
import { targetOf } from '#infra/local/parts/http-event.ts';
import { type Client, grant, onlyGrant, type Refused, refuse } from '#infra/local/parts/token-request.ts';

/** Whom the tokens are for. */
export const audience = 'order-desk';

/** The issuer's paths below its URL, as Cognito has them. */
export const issuerPaths = {
  token: '/oauth2/token',
  authorize: '/oauth2/authorize',
  jwks: '/.well-known/jwks.json',
  discovery: '/.well-known/openid-configuration',
  oauthDiscovery: '/.well-known/oauth-authorization-server',
} as const;

/** Its `issuer.url` is set by whoever serves it; `routes` are what it answers, by method and path. */
export type Issuer = { issuer: OAuth2Issuer; routes: string[]; requestHandler: RequestListener };

/**
 * An OpenID issuer of tokens that live an hour, by the client credentials grant alone. It takes what Cognito takes and
 * refuses as RFC 6749 says. With a file its key, and so its tokens, survive a restart.
 */
export async function createIssuer(clients: readonly Client[], keyFile?: string): Promise<Issuer> {
  const issuer = new OAuth2Issuer();
  if (keyFile && existsSync(keyFile)) await issuer.keys.add(JSON.parse(readFileSync(keyFile, 'utf8')));
  else {
    const key = await issuer.keys.generate('RS256');
    if (keyFile) replaceFile(keyFile, JSON.stringify(key));
  }

  const metadata = () => ({ body: metadataOf(issuer.url ?? '') });
  const answers: Record<string, (request: IncomingMessage) => Promise<Answer> | Answer> = {
    [`GET ${issuerPaths.discovery}`]: metadata,
    [`GET ${issuerPaths.oauthDiscovery}`]: metadata,
    [`GET ${issuerPaths.jwks}`]: () => ({ body: { keys: issuer.keys.toJSON() } }),
    [`GET ${issuerPaths.authorize}`]: () =>
      refusal(refuse('unauthorized_client', `Nobody signs in here. ${onlyGrant}`)),
    [`POST ${issuerPaths.token}`]: async (request) => {
      const granted = await grant(request, clients);
      if (granted.kind === 'refused') return refusal(granted);
      const { claims, expiresIn } = granted;
      const access_token = await issuer.buildToken({
        expiresIn,
        scopesOrTransform: (_, payload) => Object.assign(payload, { aud: audience, scope, ...claims }),
      });
      return { body: { access_token, token_type: 'Bearer', expires_in: expiresIn, scope } };
    },
  };
  return {
    issuer,
    routes: Object.keys(answers),
    requestHandler: async (request, response) => {
      const { path } = targetOf(request);
      try {
        const answer = await answers[`${request.method} ${path}`]?.(request);
        send(response, answer ?? { status: 404, body: {} });
      } catch (error) {
        // Whoever goes before the request is whole hears nothing, and is no fault of ours.
        if (request.complete) console.error(error);
        response.destroy();
      }
    },
  };
}

type Answer = { status?: number; body: object; headers?: Record<string, string> };

function send(response: ServerResponse, { status = 200, body, headers = {} }: Answer): void {
  const always = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };
  // Cognito lets any page ask it for tokens.
  response.writeHead(status, { ...always, 'access-control-allow-origin': '*', ...headers }).end(JSON.stringify(body));
}

/** What OpenID Connect Discovery and RFC 8414 ask of a document of an issuer; who reads either, reads the same. */
const metadataOf = (url: string) => ({
  issuer: url,
  authorization_endpoint: `${url}${issuerPaths.authorize}`,
  token_endpoint: `${url}${issuerPaths.token}`,
  jwks_uri: `${url}${issuerPaths.jwks}`,
  scopes_supported: [scope],
  response_types_supported: ['code'],
  grant_types_supported: ['client_credentials'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
});

const refusal = ({ refused }: Refused): Answer =>
  refused.error === 'invalid_client'
    ? { status: 401, body: refused, headers: { 'www-authenticate': 'Basic realm="order-desk"' } }
    : { status: 400, body: refused };
