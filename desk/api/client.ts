import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '#desk/api/schema.d.ts';
import { signedOut, tokenFor } from '#desk/session/session.ts';
import { language } from '#desk/words/words.ts';

type Schemas = components['schemas'];
export type Order = Schemas['Order'];
export type LabOrder = Schemas['LabOrder'];
export type Line = Schemas['Line'];
export type OrderRow = Schemas['OrderRow'];
export type LabOrderRow = Schemas['LabOrderRow'];
export type Service = Schemas['Service'];
export type Customer = Schemas['Customer'];
export type Employee = Schemas['Employee'];
export type Laboratory = Schemas['Laboratory'];
export type Settings = Schemas['Settings'];
export type Message = Schemas['Message'];
export type Money = Schemas['Amount'];

/** Why the API refused a request, as it says it (RFC 9457). */
export type Problem = {
  code: string;
  title: string;
  status: number;
  detail: string;
  requestId: string;
  errors?: readonly Schemas['Fault'][];
  version?: number;
  fields?: readonly string[] | null;
  oldest?: number;
};

/** The API's answer: what it gave, or why it refused. */
export type Answered<Value> = { kind: 'answered'; value: Value; etag: string | null };
export type Refused = { kind: 'refused'; problem: Problem };
/** No answer: the network is gone, the API cannot answer now, or the person has to sign in again. */
export type Unanswered = { kind: 'unanswered'; why: 'offline' | 'busy' | 'signedOut' };
/** What was asked for has not changed (304). */
export type Unchanged = { kind: 'unchanged' };
export type Failure = Refused | Unanswered;
export type Answer<Value> = Answered<Value> | Failure;

export let api: Client<paths>;

let origin = '';

/** Connects the client to the API at this address. */
export function connect(baseUrl: string): void {
  origin = baseUrl;
  api = createClient<paths>({ baseUrl, fetch: fetchAsPerson });
}

const noToken = () => new Response(null, { status: 401 });

/** How long an answer may take, in milliseconds: a little longer than API Gateway lets it. */
const patience = 35_000;

/** Sends a request in the name of the person. A token that is refused is renewed once. */
async function fetchAsPerson(request: Request): Promise<Response> {
  const send = (token: string) => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(patience)]);
    return fetch(withHeaders(request.clone(), token), { signal });
  };
  const token = await tokenFor();
  if (token === null) return noToken();
  let answer = await send(token);
  if (answer.status === 401) {
    const renewed = await tokenFor(token);
    if (renewed === null) return noToken();
    answer = await send(renewed);
  }
  signedOut.value = answer.status === 401;
  return answer;
}

function withHeaders(request: Request, token: string): Request {
  request.headers.set('Authorization', `Bearer ${token}`);
  request.headers.set('Accept-Language', language.value);
  return request;
}

/** What the client gives for a request. */
export type Reply<Value> = { response: Response } & (
  | { data: Value; error?: undefined }
  | { data?: undefined; error: NonNullable<unknown> }
);

/** The answer to a request of the client. A reply has no body only when `Prefer: return=minimal` asks for none. */
export async function ask<Value>(asked: Promise<Reply<Value | undefined>>): Promise<Answer<Value>> {
  const answer = await askIfChanged(asked);
  if (answer.kind === 'unchanged') throw new Error('304 without If-None-Match');
  return answer;
}

/** The answer to a request with `If-None-Match`. */
export async function askIfChanged<Value>(
  asked: Promise<Reply<Value | undefined>>,
): Promise<Answer<Value> | Unchanged> {
  let reply: Reply<Value | undefined>;
  try {
    reply = await asked;
  } catch (error) {
    if (isNoAnswer(error)) return { kind: 'unanswered', why: 'offline' };
    throw error;
  }
  const { response } = reply;
  if (response.status === 304) return { kind: 'unchanged' };
  if (response.status === 401) return { kind: 'unanswered', why: 'signedOut' };
  if (response.status === 429 || response.status >= 500) return { kind: 'unanswered', why: 'busy' };
  if (reply.error !== undefined) return { kind: 'refused', problem: problemOf(reply.error, response) };
  if (reply.data === undefined) throw new Error(`A reply without a body: ${response.status}`);
  return { kind: 'answered', value: reply.data, etag: response.headers.get('etag') };
}

/**
 * What is thrown when no answer came, or none in time, or one that is not of the API, such as the page
 * of a hotel's network.
 */
const isNoAnswer = (error: unknown) =>
  error instanceof TypeError ||
  error instanceof SyntaxError ||
  (error instanceof DOMException && error.name === 'TimeoutError');

/** A request as text, which can be kept and sent later. */
export type Written = { method: string; path: string; headers: Record<string, string>; body: string };

type Instead = { fetch: (request: Request) => Promise<Response> };

/** Writes down the request that a call of the client makes, instead of sending it: pass it what this function passes. */
export async function written(call: (instead: Instead) => Promise<unknown>): Promise<Written> {
  const { promise, resolve } = Promise.withResolvers<Written>();
  const write = async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    resolve({ method: request.method, path: pathname + search, headers, body: await request.text() });
    return new Response(null, { status: 204 });
  };
  await call({ fetch: write });
  return promise;
}

/** Sends a request that was written down. */
export function sendWritten<Value>({ method, path, headers, body }: Written): Promise<Answer<Value>> {
  const read = async (): Promise<Reply<Value>> => {
    const response = await fetchAsPerson(new Request(`${origin}${path}`, { method, headers, body }));
    if (response.ok) return { response, data: await response.json() };
    return { response, error: await response.json().catch(() => ({})) };
  };
  return ask(read());
}

/** API Gateway's own refusals have only a message. */
function problemOf(error: unknown, { status, statusText }: Response): Problem {
  const said = Object(error);
  if (typeof said.code === 'string') return said;
  return { code: 'gateway', title: statusText, status, detail: said.message ?? statusText, requestId: '' };
}
