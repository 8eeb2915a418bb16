import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import { OrderEvent } from '#domain/listening/order-event.ts';
import { demoPeople } from '#infra/local/demo/people.ts';

// What the steps of `npm run demo` share: they say what happens, ask over HTTP, and stop at the first unexpected reply.

export const url = `http://127.0.0.1:${process.env['PORT'] || '3000'}`;

export const say = (text: string) => console.log(text);
export const step = (title: string) => say(`\n${title}`);

export function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Expected: ${what}.`);
}

export async function answered<Body>(schema: z.ZodMiniType<Body>, request: Request): Promise<Body> {
  const response = await fetch(request);
  const text = await response.text();
  demand(response.ok, `${request.method} ${request.url} to succeed, not ${response.status} ${text}`);
  return schema.parse(text ? JSON.parse(text) : undefined);
}

export const tokenUrl = `${url}/oauth2/token`;
export const secretOf = (clientId: string) => demoPeople.find((one) => one.clientId === clientId)?.clientSecret ?? '';
const Token = z.object({ access_token: z.string() });

/** Signs in as a demo person and returns a function that sends their requests and parses the replies. */
export async function signIn(clientId: string) {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secretOf(clientId) };
  const asking = new Request(tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = await answered(Token, asking);
  return <Body>(schema: z.ZodMiniType<Body>, method: string, path: string, body?: object | null, version?: number) =>
    answered(
      schema,
      new Request(`${url}/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          ...(version && { 'if-match': `"${version}"` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
}

/** Repeats a request until its answer is the expected one, since events and history arrive a moment after a change. */
export async function within<Answer>(seconds: number, ask: () => Promise<Answer>, holds: (answer: Answer) => boolean) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    demand(Date.now() < deadline, `an answer within ${seconds} seconds`);
    await pause(100);
  }
}

export const Feed = z.object({ items: z.array(z.object({ event: OrderEvent })), next: z.int() });

/** The number of the last entry of a feed, which is read page by page. */
export async function endOfFeed(read: (after: number) => Promise<z.infer<typeof Feed>>, after = 0): Promise<number> {
  const { next } = await read(after);
  return next === after ? after : endOfFeed(read, next);
}

export type Sender = Awaited<ReturnType<typeof signIn>>;
