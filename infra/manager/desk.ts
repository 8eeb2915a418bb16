import * as z from 'zod';

/** Where a command says what it does and what is wrong, and how it waits. */
export type Terminal = {
  say: (line: string) => void;
  warn: (line: string) => void;
  pause: (seconds: number) => Promise<unknown>;
};

/** An answer of the order desk. */
export type Answer = { status: number; ok: boolean; body: unknown };

/** Sends a request to the order desk, with JSON. */
export type Ask = (
  method: 'GET' | 'PUT',
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<Answer>;

const address = (name: string, example: string) => z.url(`Set ${name} to an address, such as ${example}.`);
const given = (name: string, what: string) => z.string(`Set ${name} to ${what}.`).min(1, `Set ${name} to ${what}.`);

const Desk = z.object({ DESK: address('DESK', 'https://desk.example') });
const Client = z.object({
  TOKEN_URL: address('TOKEN_URL', 'https://sign-in.example/oauth2/token'),
  CLIENT_ID: given('CLIENT_ID', 'the client id that the operator gave you'),
  CLIENT_SECRET: given('CLIENT_SECRET', 'the client secret that the operator gave you'),
});

const Granted = z.object({ access_token: z.string() });

/**
 * The order desk that the environment names by DESK, asked with TOKEN, or with a token for CLIENT_ID and CLIENT_SECRET of
 * TOKEN_URL. Throws what the environment lacks. The terminal hears why a request has to wait.
 */
export function connect(environment: NodeJS.ProcessEnv, terminal: Terminal): Ask {
  const { DESK } = Desk.parse(environment);
  const client = environment['TOKEN'] ? undefined : Client.parse(environment);
  let token = environment['TOKEN'] || undefined;
  return async (method, path, body, headers = {}) => {
    token ??= client && (await tokenOf(client, terminal));
    const answer = await answered(new URL(path, DESK), terminal, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.status === 401) throw new Error('Get a new token; this one is not accepted (401).');
    return answer;
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
  throw new Error(`Check TOKEN_URL, CLIENT_ID and CLIENT_SECRET; no token was given: ${explained(answer)}`);
}

/** How often a request is sent before it has failed, and the longest wait between two tries, in seconds. */
const tries = 6;
const longest = 60;

/** What is answered, sent again while nothing is answered, or 429 or 5xx. `Retry-After` says how long to wait. */
async function answered(url: URL, { say, pause }: Terminal, request: RequestInit): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const sent = await fetch(url, { ...request, signal: AbortSignal.timeout(30_000) }).catch(asError);
    const isOver = !(sent instanceof Error) && sent.status !== 429 && sent.status < 500;
    if (isOver || attempt === tries) {
      if (sent instanceof Error) throw new Error(`${url.origin} does not answer: ${sent.message}`);
      return { status: sent.status, ok: sent.ok, body: jsonIn(await sent.text()) };
    }
    const asked = sent instanceof Error ? null : sent.headers.get('retry-after');
    const seconds = Math.min(longest, /^\d+$/.test(asked ?? '') ? Number(asked) : 2 ** (attempt - 1));
    say(`${sent instanceof Error ? sent.message : sent.status}: trying again in ${seconds} s.`);
    await pause(seconds);
  }
}

/** A fault of the network, said by its cause: fetch itself only says that it failed. */
function asError(thrown: unknown): Error {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return cause instanceof Error ? new Error(cause.message || cause.name) : new Error(String(thrown));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const Problem = z.object({
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).default([]),
});

/** A refusal in one line: status, code, what to do, and every fault. */
export function explained({ status, body }: Answer): string {
  const { success, data } = Problem.safeParse(body);
  if (!success) return `${status} ${typeof body === 'string' ? body : JSON.stringify(body)}`;
  const faults = data.errors.map(({ pointer, message }) => `${pointer}: ${message}`);
  return [`${status} ${data.code}.`, data.detail, ...faults].join(' ');
}
