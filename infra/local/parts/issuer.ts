import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { OAuth2Issuer } from 'oauth2-mock-server';
import { scope } from '#functions/contract/route.ts';
import { replaceFile } from '#infra/local/machine/whole-file.ts';
import { targetOf } from '#infra/local/parts/http-event.ts';
import { type Client, grant, onlyGrant, type Refused, refuse } from '#infra/local/parts/token-request.ts';

/** The `aud` claim of the tokens. */
export const audience = 'order-desk';

/** The paths of the issuer's endpoints, the same as Cognito's. */
export const issuerPaths = {
  token: '/oauth2/token',
  authorize: '/oauth2/authorize',
  jwks: '/.well-known/jwks.json',
  discovery: '/.well-known/openid-configuration',
  oauthDiscovery: '/.well-known/oauth-authorization-server',
} as const;

/** The server that listens sets `issuer.url`. `routes` are the requests that it answers, such as `POST /oauth2/token`. */
export type Issuer = { issuer: OAuth2Issuer; routes: string[]; requestHandler: RequestListener };

/**
 * Makes a token issuer for the client credentials grant. It accepts the requests that Cognito accepts, and refuses others as
 * RFC 6749 says. With a key file, its key and so its tokens stay valid after a restart.
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
      refusal(refuse('unauthorized_client', `${onlyGrant} There is no sign-in page here.`)),
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
        // A client that disconnects before its request is complete is no fault of the server.
        if (request.complete) console.error(error);
        response.destroy();
      }
    },
  };
}

type Answer = { status?: number; body: object; headers?: Record<string, string> };

function send(response: ServerResponse, { status = 200, body, headers = {} }: Answer): void {
  const always = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };
  // Cognito's token endpoint allows every origin.
  response.writeHead(status, { ...always, 'access-control-allow-origin': '*', ...headers }).end(JSON.stringify(body));
}

/** The metadata for both OpenID Connect Discovery and RFC 8414. */
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
