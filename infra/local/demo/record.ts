import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buffer, json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { type Route, takesBody } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { keysOf } from '#functions/description/refusals.ts';
import { events, typeOf } from '#functions/description/webhooks.ts';
import { launchUnlessRunning } from '#infra/local/demo/launch.ts';
import { demoPeople } from '#infra/local/demo/people.ts';
import { stable } from '#infra/local/demo/stable.ts';
import { demoLaboratories, demoTenants } from '#infra/local/demo/tenants.ts';
import { freePort, listen } from '#infra/local/machine/listening.ts';
import { pathPattern } from '#infra/local/parts/path-pattern.ts';

/**
 * `npm run docs:examples`: runs the demo and calls what it does not, and keeps a request and a reply of every operation,
 * which the OpenAPI document shows. The clock is fixed, and random values are replaced, so that each run gives the same.
 */

type Exchange = {
  request: { path: object; query: object; headers: object; body?: unknown };
  reply: { status: number; body?: unknown };
};

const file = join(import.meta.dirname, '../../../functions/description/examples.json');
const story = join(import.meta.dirname, 'story.mjs');
const clock = pathToFileURL(join(import.meta.dirname, 'fixed-clock.mjs')).href;

const templates = Object.values<Route>(routes).map((route) => ({ route, pattern: pathPattern(route.path) }));

/** The parameters of a query: one that is repeated has a list of values. */
function parametersIn(query: string): object {
  const sent = new URLSearchParams(query);
  const value = (name: string) => (sent.getAll(name).length > 1 ? sent.getAll(name) : sent.get(name));
  return Object.fromEntries([...sent.keys()].map((name) => [name, value(name)]));
}

/** Whether a reply is a list without entries, which shows little. */
const isEmpty = ({ body }: Exchange['reply']) => Object(body).items?.length === 0;

/** Starts a server that passes requests on to `product`, and keeps the first good exchange of each operation. */
async function startRecorder(product: string) {
  const exchanges = new Map<string, Exchange>();
  const server = createServer(async (request, response) => {
    const { method = '', url = '/', headers } = request;
    const sent = await buffer(request);
    const { host: _host, connection: _connection, 'content-length': _length, ...passed } = headers;
    const answer = await fetch(`${product}${url}`, {
      method,
      headers: Object.entries(passed).map(([name, value]): [string, string] => [name, `${value}`]),
      ...(sent.length > 0 && { body: new Uint8Array(sent) }),
    });
    const answered = Buffer.from(await answer.arrayBuffer());
    const [pathname = '', query = ''] = url.split('?');
    const template = templates.find(({ route, pattern }) => route.method === method && pattern.test(pathname));
    if (answer.ok && template && !query.includes('dryRun')) {
      const { route, pattern } = template;
      const reply = { status: answer.status, ...(answered.length > 0 && { body: JSON.parse(answered.toString()) }) };
      const version = route.ifMatch && headers['if-match'];
      const request = {
        path: { ...pattern.exec(pathname)?.groups },
        query: parametersIn(query),
        // Not the key of a retry: whoever tries an example twice would repeat one request.
        headers: { ...(version && { 'If-Match': version }) },
        ...(takesBody(route) && { body: sent.length > 0 ? JSON.parse(sent.toString()) : {} }),
      };
      const known = exchanges.get(route.name);
      if (!known || isEmpty(known.reply)) exchanges.set(route.name, { request, reply });
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(answered);
  });
  return { url: await listen(server), exchanges, stop: () => server.close() };
}

/** An endpoint for webhooks, which keeps the first event of each type. */
async function startEndpoint() {
  const Event = z.looseObject({ type: z.string() });
  const heard = new Map<string, unknown>();
  const server = createServer(async (request, response) => {
    const event = Event.parse(await json(request));
    if (!heard.has(event.type)) heard.set(event.type, event);
    response.writeHead(204).end();
  });
  /** Waits for an event of each type: a replay is delivered a moment after it was asked for. */
  async function hasHeardAll() {
    for (let left = 100; ; left--) {
      const unheard = keysOf(events).filter((name) => !heard.has(typeOf(name)));
      if (unheard.length === 0) return;
      if (left === 0) throw new Error(`The endpoint did not receive ${unheard.join(', ')}.`);
      await pause(100);
    }
  }
  return { url: await listen(server), heard, hasHeardAll, stop: () => server.close() };
}

async function tellTheStory(url: string): Promise<void> {
  const env = { ...process.env, PORT: new URL(url).port };
  const [code] = await once(spawn(process.execPath, [story], { env, stdio: 'inherit' }), 'close');
  if (code !== 0) throw new Error('The demo stopped: see above.');
}

const Token = z.object({ access_token: z.string() });

/** Signs in as a demo person, and returns a function that sends their requests. The first bad answer ends the recording. */
async function signIn(url: string, clientId: string) {
  const secret = demoPeople.find((one) => one.clientId === clientId)?.clientSecret ?? '';
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
  const asked = await fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = Token.parse(await asked.json());
  return async <Body>(
    schema: z.ZodMiniType<Body>,
    [method, path]: readonly [string, string],
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Body> => {
    const answer = await fetch(`${url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} is answered with ${answer.status} ${text}`);
    return schema.parse(text ? JSON.parse(text) : undefined);
  };
}

const anything = z.unknown();
const Order = z.object({
  number: z.string(),
  version: z.int(),
  payroll: z.object({ records: z.array(z.object({ recordId: z.string() })) }),
});
const Rows = z.object({ items: z.array(z.object({ number: z.string(), dueDate: z.string() })) });
const Document = z.object({ documentId: z.string() });

/** A service that can be added in any organisation: it is not in the demo, and names no technician. */
const goldCrown = {
  name: 'Gold crown',
  group: 'Fixed',
  unit: 'tooth',
  price: { amount: 320_00, currency: 'EUR' },
  active: true,
  needs: { teeth: true },
  tasks: [
    { templateId: 'check', name: 'Check in', price: { amount: 1_50, currency: 'EUR' }, leadDays: 5, per: 'order' },
    {
      templateId: 'cast',
      name: 'Cast and polish',
      price: { amount: 18_00, currency: 'EUR' },
      leadDays: 3,
      per: 'unit',
    },
  ],
};

/** Calls the operations that the demo does not. */
async function callTheRest(url: string, endpoint: Awaited<ReturnType<typeof startEndpoint>>): Promise<void> {
  const manager = await signIn(url, 'northside-manager');
  const laboratory = await signIn(url, 'apex-lab');
  const [tenant] = demoTenants;
  const [profile] = demoLaboratories;
  if (!tenant || !profile) throw new Error('The demo has no tenant, or no laboratory.');
  const change = (order: z.output<typeof Order>) => ({
    'if-match': `"${order.version}"`,
    'idempotency-key': crypto.randomUUID(),
  });
  const { items } = await manager(Rows, ['GET', '/orders?status=delivered']);
  const [{ number: delivered = '', dueDate = '' } = {}] = items;
  const copied = async () => {
    const remake = { reason: 'The margin of 11 is open.' };
    const copy = await manager(Order, ['POST', `/orders/${delivered}/copy`], { changes: { dueDate }, remake });
    return manager(Order, ['POST', `/orders/${copy.number}/publish`], {}, change(copy));
  };
  const { number: sent } = await copied();
  const reason = { reason: 'The patient has changed her mind.' };
  const stopped = await copied();
  await manager(Order, ['POST', `/orders/${stopped.number}/cancel`], reason, change(stopped));
  const unwanted = await copied();
  const withdrawn = await manager(Order, ['POST', `/orders/${unwanted.number}/withdraw`], reason, change(unwanted));
  await manager(Order, ['POST', `/orders/${withdrawn.number}/cancel`], reason, change(withdrawn));
  await manager(anything, ['GET', '/orders?sort=due&status=draft&status=published&limit=2']);

  for (const [collection, entries] of Object.entries({
    customers: tenant.customers,
    employees: tenant.employees,
    services: tenant.services,
    laboratories: tenant.laboratories,
  })) {
    await manager(anything, ['GET', `/${collection}?limit=2`]);
    for (const { id, body } of entries.slice(0, 1)) {
      await manager(anything, ['GET', `/${collection}/${id}`]);
      if (collection !== 'services')
        await manager(anything, ['PUT', `/${collection}/${id}`], body, { 'if-match': '"1"' });
    }
  }
  await manager(anything, ['PUT', '/services/gold-crown'], goldCrown);
  await manager(anything, ['GET', '/settings']);
  await manager(anything, ['PUT', '/settings'], tenant.settings, { 'if-match': '"1"' });

  await manager(anything, ['GET', `/orders/${sent}`]);
  const printed = await manager(Document, ['POST', `/orders/${sent}/print`], {});
  await manager(anything, ['GET', `/orders/${sent}/documents/${printed.documentId}`]);
  const draft = await manager(Order, ['POST', '/orders'], { customerId: 'dr-novak' });
  const pay = { employeeId: 'olena-ceramist', amount: { amount: 5_00, currency: 'EUR' } };
  const paid = await manager(Order, ['POST', `/orders/${draft.number}/payroll-records`], pay, change(draft));
  const [record] = paid.payroll.records;
  const records = `/orders/${draft.number}/payroll-records`;
  const unpaid = await manager(Order, ['DELETE', `${records}/${record?.recordId}`], undefined, change(paid));
  await manager(Order, ['PUT', `/orders/${draft.number}/payroll/finalized`], { finalized: true }, change(unpaid));

  await laboratory(anything, ['GET', '/lab/profile']);
  await laboratory(anything, ['PUT', '/lab/profile'], profile.profile, { 'if-match': '"1"' });
  await laboratory(anything, ['GET', '/lab/orders?status=published&limit=2']);
  await laboratory(anything, ['GET', '/lab/feed?after=0']);
  const form = await laboratory(Document, ['POST', `/lab/orders/northside/${sent}/print`], {});
  await laboratory(anything, ['GET', `/lab/orders/northside/${sent}/documents/${form.documentId}`]);

  for (const [send, path, hears] of [
    [laboratory, '/lab/subscriptions', 'orders'],
    [manager, '/subscriptions', 'messages'],
  ] as const) {
    await send(anything, ['PUT', `${path}/main`], { url: `${endpoint.url}/${hears}` });
    await send(anything, ['POST', `${path}/main/test`], {});
    await send(anything, ['GET', path]);
    await send(anything, ['GET', `${path}/main`]);
    await send(anything, ['GET', `${path}/main/deliveries?limit=2`]);
    await send(anything, ['POST', `${path}/main/replay`], { after: 0 });
  }
  await endpoint.hasHeardAll();
  await manager(anything, ['DELETE', '/subscriptions/main']);
}

const PORT = `${await freePort()}`;
Object.assign(process.env, { NODE_OPTIONS: `--import ${clock}`, RECORDER_STARTED: `${Date.now()}`, PORT });
await using _product = await launchUnlessRunning(`http://127.0.0.1:${PORT}`);
const recorder = await startRecorder(`http://127.0.0.1:${PORT}`);
const endpoint = await startEndpoint();
await tellTheStory(recorder.url);
await callTheRest(recorder.url, endpoint);
const missing = keysOf(routes).filter((name) => !recorder.exchanges.has(name));
if (missing.length > 0) throw new Error(`Call these operations, too: ${missing.join(', ')}.`);
const operations = Object.fromEntries(keysOf(routes).map((name) => [name, recorder.exchanges.get(name)]));
const examples = stable({ operations, events: Object.fromEntries([...endpoint.heard].toSorted()) });
writeFileSync(file, `${JSON.stringify(examples, null, 2)}\n`);
recorder.stop();
endpoint.stop();
