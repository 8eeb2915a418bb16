import * as z from 'zod/mini';
import { pointer } from '#domain/kernel/faults.ts';
import { issueInEnglish } from '#domain/kernel/messages/in-english.ts';
import { oneLine } from '#infra/manager/one-line.ts';

/** Where a command says what it does and what is wrong, and how it waits. */
export type Terminal = {
  say: (line: string) => void;
  warn: (line: string) => void;
  pause: (seconds: number) => Promise<unknown>;
};

/** An answer of the order desk. An earlier try of the request `mayBeDone`, if its own answer was lost or a fault. */
type Answer = { status: number; body: unknown; mayBeDone: boolean };

/** Sends a request to the order desk, with JSON. */
export type Ask = (
  method: 'GET' | 'PUT',
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** A request that failed. Unless it was refused, it may have been carried out all the same. */
export class Failure extends Error {
  readonly wasRefused: boolean;

  constructor(message: string, { wasRefused = false } = {}) {
    super(message);
    this.wasRefused = wasRefused;
  }
}

/** An address to ask. The messages do not quote what was set: it may be a secret, or have one in it. */
const address = (name: string, example: string) => {
  const message = `Set ${name} to an address, such as ${example}. It begins with https:// or http://, and has no user name or password.`;
  return z.string(message).check(z.refine(isAddress, message));
};

function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** What a header can carry: visible ASCII. */
const credential = (message: string) => z.string(message).check(z.regex(/^[\x21-\x7e]+$/, message));

const Desk = z.object({ DESK: address('DESK', 'https://desk.example') });
const Token = credential('Set TOKEN to the access token alone: one line of ASCII characters, without spaces.');
const Client = z.object({
  TOKEN_URL: address('TOKEN_URL', 'https://sign-in.example/oauth2/token'),
  CLIENT_ID: credential('Set CLIENT_ID to the client id that the operator gave you.'),
  CLIENT_SECRET: credential('Set CLIENT_SECRET to the client secret that the operator gave you.'),
});

const Granted = z.object({ access_token: credential('Not a token.') });

/**
 * The order desk that the environment names by DESK, asked with TOKEN, or with a token for CLIENT_ID and CLIENT_SECRET of
 * TOKEN_URL. Throws what the environment lacks. The terminal hears why a request has to wait.
 */
export function connect(environment: NodeJS.ProcessEnv, terminal: Terminal): Ask {
  const { DESK } = Desk.parse(environment);
  let token = environment['TOKEN'] ? Token.parse(environment['TOKEN']) : undefined;
  const client = token === undefined ? Client.parse(environment) : undefined;
  return async (method, path, body, headers = {}) => {
    token ??= client && (await tokenOf(client, terminal));
    return answered(new URL(path, DESK), terminal, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  };
}

async function tokenOf(client: z.infer<typeof Client>, terminal: Terminal): Promise<string> {
  const authorization = `Basic ${btoa(`${client.CLIENT_ID}:${client.CLIENT_SECRET}`)}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const answer = await answered(new URL(client.TOKEN_URL), terminal, {
    method: 'POST',
    headers: { authorization },
    body,
  });
  const granted = Granted.safeParse(answer.body);
  if (granted.success) return granted.data.access_token;
  // An answer that is a success may have the token somewhere else.
  const reason = answer.status < 400 ? `${answer.status} without an access_token that can be sent.` : explained(answer);
  throw new Failure(`Check TOKEN_URL, CLIENT_ID and CLIENT_SECRET; no token was given: ${reason}`);
}

/** How often a request is sent before it has failed, and the longest wait between two attempts, in seconds. */
const attempts = 6;
const longest = 60;

/**
 * What is answered, sent again while nothing is answered, or 429 or 5xx. `Retry-After` says how long to wait. Throws if
 * nothing is answered at last, or an address that nothing is sent to: a redirect.
 */
async function answered(url: URL, { say, pause }: Terminal, request: RequestInit): Promise<Answer> {
  let mayBeDone = false;
  for (let attempt = 1; ; attempt++) {
    const sent = await send(url, request);
    const isOver = sent.kind === 'answer' && sent.status !== 429 && sent.status < 500;
    if (isOver || attempt === attempts) return received(url, sent, mayBeDone);
    mayBeDone ||= sent.kind === 'lost' || sent.status >= 500;
    const asked = sent.kind === 'lost' ? null : sent.headers.get('retry-after');
    const seconds = Math.min(longest, /^\d+$/.test(asked ?? '') ? Number(asked) : 2 ** (attempt - 1));
    say(`${sent.kind === 'lost' ? sent.reason : sent.status}: trying again in ${seconds} s.`);
    await pause(seconds);
  }
}

type Sent = { kind: 'answer'; status: number; headers: Headers; text: string } | { kind: 'lost'; reason: string };

function received({ origin }: URL, sent: Sent, mayBeDone: boolean): Answer {
  if (sent.kind === 'lost') throw new Failure(`${origin} does not answer: ${sent.reason}`);
  const { status, headers, text } = sent;
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null)
    throw new Failure(
      `${origin} redirects to ${oneLine(location)} (${status}), where nothing was sent. Set the address that answers itself.`,
    );
  return { status, body: jsonIn(text), mayBeDone };
}

/** Sends a request once, and reads the whole answer. Throws what sending it again will not mend. */
async function send(url: URL, request: RequestInit): Promise<Sent> {
  try {
    const response = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(30_000) });
    return { kind: 'answer', status: response.status, headers: response.headers, text: await textOf(response) };
  } catch (thrown) {
    const fault = causeOf(thrown);
    // That no address of a host answers has a code, and no message.
    const reason = oneLine(fault.message || codeOf(fault));
    if (isOfNetwork(fault)) return { kind: 'lost', reason };
    throw new Failure(`${url.origin} cannot be used: ${reason}`);
  }
}

/** The cause of a fault: fetch itself only says that it failed. */
function causeOf(thrown: unknown): Error {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return cause instanceof Error ? cause : new Error(String(thrown));
}

/** Faults of the network that may pass. Faults of TLS, or of an answer that is not HTTP, do not. */
const passing = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
  ...['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
]);

const isOfNetwork = (fault: Error) => fault.name === 'TimeoutError' || passing.has(codeOf(fault));

const codeOf = (fault: Error) => ('code' in fault ? String(fault.code) : fault.name);

/** The most bytes of an answer. API Gateway passes no more on. */
const mostBytes = 10_000_000;

async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > mostBytes) throw new Error('It answers with more than 10 MB.');
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The body of an answer that is a success. Throws a refusal, and an answer of another shape than a desk's. */
export function bodyOf<Body>(answer: Answer, schema: z.ZodMiniType<Body>): Body {
  const { status, mayBeDone } = answer;
  const wasRefused = status >= 400 && status < 500 && !mayBeDone;
  if (status === 401) throw new Failure('Get a new token; this one is not accepted (401).', { wasRefused });
  if (status >= 400) throw new Failure(explained(answer), { wasRefused });
  const { success, data, error } = schema.safeParse(answer.body);
  if (success && (status === 200 || status === 201)) return data;
  const where = error?.issues.map((issue) => `${pointer(issue.path)}: ${issueInEnglish(issue)}`);
  const why = where ? ` (${oneLine(where.join(' '))})` : '';
  throw new Failure(`${status}, which is not what an order desk answers${why}. Check DESK.`);
}

const Problem = z.object({
  detail: z.string(),
  code: z.string(),
  errors: z._default(z.array(z.object({ pointer: z.string(), message: z.string() })), []),
});

/** Whether an answer is a refusal with this code. */
export const isRefusedAs = (code: string, { status, body }: Answer): boolean =>
  status >= 400 && Problem.safeParse(body).data?.code === code;

/** A refusal in one line: status, code, what to do, and every fault. */
function explained({ status, body }: Answer): string {
  const { success, data } = Problem.safeParse(body);
  if (!success) return oneLine(`${status} ${typeof body === 'string' ? body : JSON.stringify(body)}`);
  const faults = data.errors.map(({ pointer, message }) => `${pointer}: ${message}`);
  return oneLine([`${status} ${data.code}.`, data.detail, ...faults].join(' '));
}
