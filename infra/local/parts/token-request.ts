import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { Caller, Role } from '#domain/kernel/caller.ts';
import { issueInEnglish } from '#domain/kernel/messages/in-english.ts';
import { claimNames } from '#functions/claims.ts';
import { scope } from '#functions/contract/route.ts';

/** A client of the issuer. Its tokens have these claims, unless the request names others. */
export type Client = { clientId: string; clientSecret: string; claims: Record<string, string> };

export type Granted = { kind: 'granted'; claims: object; expiresIn: number };

/** An error reply of RFC 6749, section 5.2. That section allows no quotation marks in a description. */
export type Refusal = {
  error: 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unauthorized_client' | 'unsupported_grant_type';
  error_description: string;
};

export type Refused = { kind: 'refused'; refused: Refusal };

export const refuse = (error: Refusal['error'], error_description: string): Refused => ({
  kind: 'refused',
  refused: { error, error_description },
});

const malformed = (description: string) => refuse('invalid_request', description);

export const onlyGrant = 'Send grant_type=client_credentials.';
const hour = 3600;

/** Only this issuer takes `expires_in`, so that tests can get a token that expires soon. */
const lifetime = `Send a whole number of seconds, from 1 to ${hour}.`;

const filled = z.string('Send it once, with a value.').check(z.minLength(1));

/** The claims that a request may name, to act as any caller. The token's `sub` is made of their values, without the name. */
const { sub: _, ...claimable } = claimNames;
const Claims = z.object(Object.fromEntries(Object.values(claimable).map((claim) => [claim, z.optional(filled)])));

const Form = z.object({
  grant_type: filled,
  scope: z.optional(filled),
  client_id: z.optional(filled),
  client_secret: z.optional(filled),
  expires_in: z._default(
    z.coerce.number(lifetime).check(z.int(), z.minimum(1, lifetime), z.maximum(hour, lifetime)),
    hour,
  ),
  claims: Claims,
});
const FormWithSecret = z.extend(Form, { client_id: filled, client_secret: filled });

/** Answers a token request: the claims of the token, or the error. It refuses whatever Cognito refuses. */
export async function grant(request: IncomingMessage, clients: readonly Client[]): Promise<Granted | Refused> {
  const sent = await formOf(request);
  if (!sent) return malformed('Send a form, as application/x-www-form-urlencoded.');
  const { authorization = [] } = request.headersDistinct;
  const credentials = [...authorization, sent['client_secret'], sent['client_assertion']];
  if (credentials.filter((one) => one !== undefined).length > 1)
    return malformed('Authenticate once: by the header Authorization, or by client_id and client_secret in the form.');
  if (sent['grant_type'] && sent['grant_type'] !== 'client_credentials')
    return refuse('unsupported_grant_type', onlyGrant);

  const [header] = authorization;
  const { data, error } = (header === undefined ? FormWithSecret : Form).safeParse({ ...sent, claims: sent });
  if (error) return malformed(error.issues.map(({ path, message }) => `${String(path.at(-1))}: ${message}`).join(' '));
  const pairs = header === undefined ? [[data.client_id, data.client_secret]] : readingsOf(header);
  const client = clients.find(({ clientId, clientSecret }) =>
    pairs.some(([id, secret]) => id === clientId && secret === clientSecret),
  );
  if (!client)
    return refuse(
      'invalid_client',
      'Send the client_id of a demo person and their secret; they are listed when the product starts.',
    );
  if (data.client_id !== undefined && data.client_id !== client.clientId)
    return malformed('client_id: Name the client that the header Authorization names, or leave it out.');
  if (data.scope?.split(' ').some((one) => one !== scope))
    return refuse('invalid_scope', `scope: Send ${scope}, or leave it out.`);

  const { claims, expires_in: expiresIn } = data;
  const granted = (said: object): Granted => ({ kind: 'granted', claims: said, expiresIn });
  if (Object.keys(claims).length === 0) return granted({ sub: client.clientId, ...client.claims });
  const faults = faultsIn(claims);
  if (faults.length > 0) return malformed(faults.join(' '));
  const { [claimNames.name]: _name, ...identity } = claims;
  return granted({ sub: Object.values(identity).join(':'), ...claims });
}

/** The fields of a form: a list for a repeated field, and none for an empty one. Undefined if the body is no form. */
async function formOf(request: IncomingMessage): Promise<Record<string, string | string[]> | undefined> {
  if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(request.headers['content-type'] ?? '')) return undefined;
  const named = Map.groupBy(new URLSearchParams(await text(request)), ([name]) => name);
  const said = Array.from(named, ([name, pairs]) => {
    const values = pairs.map(([, value]) => value);
    return [name, values.length > 1 ? values : values[0]];
  });
  return Object.fromEntries(said.filter(([, value]) => value));
}

/**
 * The client id and secret in a Basic authorization header, in both possible readings: unencoded, and form-encoded (RFC
 * 6749, section 2.3.1). Clients send either, and a match of either proves that they know the secret.
 */
function readingsOf(authorization: string): string[][] {
  const [, encoded = ''] = /^Basic +(\S+)$/i.exec(authorization) ?? [];
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  const pair = [id, secret.join(':')];
  try {
    return [pair, pair.map((part) => decodeURIComponent(part.replaceAll('+', ' ')))];
  } catch {
    return [pair];
  }
}

/** The faults in the claims of a request, each with its claim. A token with such claims would get 401 everywhere. */
function faultsIn(claims: Record<string, string | undefined>): string[] {
  const claimOf = new Map<unknown, string>(Object.entries(claimable));
  const members = [...claimOf].map(([member, claim]) => [member, claims[claim]]).filter(([, claim]) => claim);
  const { error } = Caller.safeParse({ sub: 'anybody', ...Object.fromEntries(members) });
  return (error?.issues ?? []).flatMap((issue) => {
    const isTooMuch = issue.code === 'unrecognized_keys';
    return (isTooMuch ? issue.keys : issue.path).map((member) => {
      const claim = claimOf.get(member) ?? '';
      if (isTooMuch) return `${claim}: Leave it out; a ${claims['role']} has none.`;
      if (claims[claim] && claim !== 'role') return `${claim}: ${issueInEnglish(issue)}`;
      const needed = claim === 'role' ? `send ${Role.options.join(' or ')}` : `a ${claims['role']} needs it`;
      return `${claim}: ${claims[claim] ? 'Unknown' : 'It is missing'}; ${needed}.`;
    });
  });
}
