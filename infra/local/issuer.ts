import { existsSync, readFileSync } from 'node:fs';
import { Events, OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server';
import * as z from 'zod';
import { scope } from '#functions/routes.ts';
import { replaceFile } from '#infra/local/whole-file.ts';

/** Whom the tokens are for. */
export const audience = 'order-desk';

/** The issuer's paths below its URL. */
export const issuerPaths = {
  token: '/oauth2/token',
  jwks: '/.well-known/jwks.json',
  discovery: '/.well-known/openid-configuration',
} as const;

/** Who may ask for tokens, and the claims they carry unless the request names others. */
export type Client = { clientId: string; clientSecret: string; claims: Record<string, string> };

const hour = 3600;
const filled = z.string('Send it once, with a value.').min(1);

/** The claims by which a client acts as anybody; the subject names them in this order, but for the name. */
const Claims = z.object({
  role: filled.optional(),
  tenant_id: filled.optional(),
  customer_id: filled.optional(),
  employee_id: filled.optional(),
  laboratory_id: filled.optional(),
  name: filled.optional(),
});

/** Here a token may be asked to live shorter, so that one that has expired can be had. */
const lifetime = `Send a whole number of seconds, from 1 to ${hour}.`;
const Form = Claims.extend({
  grant_type: filled,
  client_id: filled,
  client_secret: filled,
  expires_in: z.coerce.number(lifetime).int(lifetime).min(1, lifetime).max(hour, lifetime).default(hour),
});

/**
 * An OpenID issuer of tokens that live an hour, by the client credentials grant alone. Whoever serves it sets its
 * `issuer.url`. With a file its key, and so its tokens, survive a restart.
 */
export async function createIssuer(clients: readonly Client[], keyFile?: string): Promise<OAuth2Service> {
  const issuer = new OAuth2Issuer();
  if (keyFile && existsSync(keyFile)) await issuer.keys.add(JSON.parse(readFileSync(keyFile, 'utf8')));
  else {
    const key = await issuer.keys.generate('RS256');
    if (keyFile) replaceFile(keyFile, JSON.stringify(key));
  }

  const service = new OAuth2Service(issuer, { jwks: issuerPaths.jwks, wellKnownDocument: issuerPaths.discovery });
  service.on(Events.BeforeWellKnownOpenIdConfiguration, (response) => {
    response.body = {
      issuer: issuer.url,
      token_endpoint: `${issuer.url}${issuerPaths.token}`,
      jwks_uri: `${issuer.url}${issuerPaths.jwks}`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    };
  });
  service.addRoute('POST', issuerPaths.token, async ({ headers, body }, response) => {
    const granted = grant({ ...basicCredentials(headers.authorization), ...body }, clients);
    response.setHeader('content-type', 'application/json').setHeader('cache-control', 'no-store');
    if ('error' in granted) {
      response.statusCode = granted.error === 'invalid_client' ? 401 : 400;
      if (response.statusCode === 401) response.setHeader('www-authenticate', 'Basic realm="order-desk"');
      response.end(JSON.stringify(granted));
      return;
    }
    const access_token = await issuer.buildToken({
      expiresIn: granted.expiresIn,
      scopesOrTransform: (_, payload) => Object.assign(payload, { aud: audience, scope, ...granted.claims }),
    });
    response.end(JSON.stringify({ access_token, token_type: 'Bearer', expires_in: granted.expiresIn }));
  });
  return service;
}

type Refusal = { error: 'invalid_request' | 'unsupported_grant_type' | 'invalid_client'; error_description: string };

/** The claims that a form is given, or why it is given none (RFC 6749, section 5.2). */
function grant(form: object, clients: readonly Client[]): { claims: object; expiresIn: number } | Refusal {
  const sent = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
  if (sent['grant_type'] && sent['grant_type'] !== 'client_credentials')
    return { error: 'unsupported_grant_type', error_description: 'Send grant_type=client_credentials.' };
  const { data, error } = Form.safeParse(sent);
  if (error) return { error: 'invalid_request', error_description: descriptionOf(error) };
  const { client_id, client_secret, expires_in: expiresIn } = data;
  const client = clients.find(({ clientId, clientSecret }) => clientId === client_id && clientSecret === client_secret);
  if (!client) return { error: 'invalid_client', error_description: 'Not a demo person, or not their secret.' };

  const asked = Claims.parse(data);
  const { name: _, ...identity } = asked;
  const anybody = Object.values(identity);
  const claims = anybody.length > 0 ? { sub: anybody.join(':'), ...asked } : { sub: client_id, ...client.claims };
  return { claims, expiresIn };
}

/** What is wrong with a form, by the names of its fields. */
const descriptionOf = ({ issues }: z.ZodError) =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' ');

/** What HTTP's Basic authentication says, as the form would. */
function basicCredentials(authorization = '') {
  const encoded = /^Basic (.+)$/i.exec(authorization)?.[1];
  if (!encoded) return {};
  const [client_id, ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return { client_id, client_secret: secret.join(':') };
}
