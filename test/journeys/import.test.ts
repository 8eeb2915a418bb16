import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { listen } from '#infra/local/machine/listening.ts';
import { folderOf, importWith, lastLine } from '#test/support/importing.ts';
import { type Body, type Send, signIn, tokenFor, version } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

/** A new organisation with an empty catalogue. */
async function newOrganisation() {
  const claims = { role: 'manager', tenant_id: `t-${randomBytes(6).toString('hex')}` };
  return { claims, manager: await signIn(claims), token: await tokenFor(claims) };
}

/** Does what the command does, without a process of its own. */
const run = (options: string[], environment: Record<string, string>) =>
  importWith(options, { DESK: shared.product, ...environment });

/** Starts the command, as `npm run import` does. */
function start(options: string[], environment: Record<string, string>) {
  const { TOKEN: _, ...env } = process.env;
  return spawn(process.execPath, ['infra/manager/import.ts', ...options], {
    env: { ...env, DESK: shared.product, ...environment },
  });
}

/** Starts the command, and waits for its end. */
async function runCommand(options: string[], environment: Record<string, string>) {
  const child = start(options, environment);
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { stdout, stderr, status, last: lastLine(stdout) };
}

type Act = (request: IncomingMessage, response: ServerResponse, writes: number) => boolean | Promise<boolean>;

/**
 * A server before the product, which passes requests on. `act` sees each of them, with the count of writes so far, and
 * answers false if it has answered it itself. `after` does the same once the product has answered.
 */
async function deskWith(act: Act, after: Act = () => true) {
  let writes = 0;
  const server = createServer(async (request, response) => {
    if (request.method === 'PUT') writes += 1;
    const body = await text(request);
    if (!(await act(request, response, writes))) return;
    const { authorization = '', ...others } = request.headers;
    const conditions = Object.entries(others).filter(([name]) => name.startsWith('if-'));
    const answer = await fetch(`${shared.product}${request.url}`, {
      method: request.method ?? '',
      headers: { authorization, 'content-type': 'application/json', ...(Object.fromEntries(conditions) as object) },
      ...(body && { body }),
    });
    const answered = await answer.text();
    if (await after(request, response, writes)) response.writeHead(answer.status).end(answered);
  });
  const DESK = await listen(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return DESK;
}

const idsOf = async (manager: Send, kind: string) =>
  (await manager('GET', `/${kind}?limit=100`)).body.items.map((one: Body) => Object.values(one)[0]);

const employees = (...lines: string[]) => ({
  'employees.csv': ['employeeId,firstName,lastName,active', ...lines, ''].join('\n'),
});
const three = employees('anna,Anna,Kask,yes', 'timo,Timo,Kask,yes', 'zoe,Zoe,Kask,yes');

it('An empty organisation has a catalogue after one import, and its first order can be planned; a second run changes nothing', async () => {
  const { manager, token } = await newOrganisation();
  const first = await runCommand(['docs/catalogue'], { TOKEN: token });
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(/^1 of 53 {2}employees\/jonas-models added\n2 of 53 /);
  expect(first.last).toBe('53 added, 0 replaced, 0 unchanged, 0 left as they are.');

  const { body } = await manager('POST', '/orders', {
    customerId: 'dr-weber',
    toothNotation: 'FDI',
    services: [{ serviceId: 'zirconia-crown', teeth: ['11', '21'] }],
    workPlan: { mode: 'automatic' },
  });
  expect(body.price.total).toEqual({ amount: 238_00, currency: 'EUR' });
  expect(body.workPlan.tasks).toHaveLength(6);
  expect(body.workPlan.tasks[0].employeeId).toBe('jonas-models');

  const second = await run(['docs/catalogue', '--replace'], { TOKEN: token });
  expect(second).toMatchObject({ status: 0, stdout: '0 added, 0 replaced, 53 unchanged, 0 left as they are.\n' });
  expect((await manager('GET', '/services/veneer')).body.version).toBe(1);
});

it('Nothing is written while any file has a fault, and the faults are named', async () => {
  const { manager, token } = await newOrganisation();
  const folder = folderOf(three);
  cpSync('docs/catalogue/services.csv', join(folder, 'services.csv'));
  writeFileSync(join(folder, 'service.csv'), '');
  const { status, stdout, stderr } = await runCommand([folder], { TOKEN: token });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^service\.csv, line 1: Did you mean services\.csv\?\n/);
  expect(stderr).toContain(
    'services.csv, line 2, tasks.employeeId: You have no such employee; choose another, or add this one first.\n',
  );
  expect(stderr).toMatch(/\nNothing was written\. Faults to correct: \d+, of which these are the first 100\.\n$/);
  expect(await idsOf(manager, 'employees')).toEqual([]);
});

it('What the catalogue has differently stays, and is replaced only by choice', async () => {
  const { manager, token } = await newOrganisation();
  await manager('PUT', '/employees/timo', { firstName: 'Timo', lastName: 'Tamm', active: true });
  const lastName = async () => (await manager('GET', '/employees/timo')).body.lastName;
  const folder = folderOf(three);
  const kept = await run([folder], { TOKEN: token });
  expect(kept.stdout).toMatch(/^employees\/timo differs in the catalogue, and stays\. --replace replaces it\.\n/);
  expect([kept.status, kept.last, await lastName()]).toEqual([
    0,
    '2 added, 0 replaced, 0 unchanged, 1 left as they are.',
    'Tamm',
  ]);
  const replaced = await run([folder, '--replace'], { TOKEN: token });
  expect([replaced.status, replaced.stdout, await lastName()]).toEqual([
    0,
    '1 of 1  employees/timo replaced\n0 added, 1 replaced, 2 unchanged, 0 left as they are.\n',
    'Kask',
  ]);
});

it('An entry of which the files have some columns keeps all others', async () => {
  const { manager, token } = await newOrganisation();
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const step = { templateId: 'press', name: 'Press', price: eur(8_00), leadDays: 4, per: 'unit' };
  const veneer = { name: 'Veneer', group: 'Fixed', price: eur(169_00), active: true, tasks: [step] };
  await manager('PUT', '/services/veneer', veneer);
  const folder = folderOf({ 'services.csv': 'serviceId;price\r\nveneer;180,00 €\r\n' });
  expect(await run([folder, '--replace'], { TOKEN: token })).toMatchObject({ status: 0 });
  const { body } = await manager('GET', '/services/veneer');
  expect(body).toMatchObject({ ...veneer, version: 2, price: eur(180_00) });
});

it('The import waits while the desk asks it to, and repeats a write whose answer was lost', async () => {
  const { claims, manager } = await newOrganisation();
  const said: string[] = [];
  const once = (what: string) => !said.includes(what) && said.push(what) > 0;
  const DESK = await deskWith(
    ({ method }, response) => {
      if (method === 'GET' && once('429'))
        return !response.writeHead(429, { 'retry-after': '0' }).end('{"message":"Too Many Requests"}');
      if (method === 'PUT' && once('503')) return !response.writeHead(503, { 'retry-after': '1' }).end('{}');
      return true;
    },
    ({ method, url }, response) => {
      const isLost = method === 'PUT' && url?.endsWith('timo') === true && once('lost');
      if (isLost) response.destroy();
      return !isLost;
    },
  );
  const { status, stdout, pauses } = await run([folderOf(three)], { DESK, TOKEN: await tokenFor(claims) });
  expect({ status, pauses }).toEqual({ status: 0, pauses: [0, 1, 1] });
  expect(stdout).toContain('429: trying again in 0 s.\n');
  expect(stdout).toContain('503: trying again in 1 s.\n1 of 3  employees/anna added\n');
  expect(stdout).toMatch(/: trying again in 1 s\.\n2 of 3 {2}employees\/timo is there already, and stays\n3 of 3/);
  expect(await idsOf(manager, 'employees')).toEqual(['anna', 'timo', 'zoe']);
});

it('A refused write ends the import, which says what is in; run again, it goes on', async () => {
  const { manager, token } = await newOrganisation();
  const folder = folderOf(three);
  const problem = JSON.stringify({ code: 'forbidden', detail: 'You have no right to this.' });
  const DESK = await deskWith((_, response, writes) => writes !== 2 || !response.writeHead(403).end(problem));
  const { status, stdout, stderr } = await run([folder], { DESK, TOKEN: token });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '1 of 3  employees/anna added\n' });
  expect(stderr).toBe(
    'employees/timo was not written: 403 forbidden. You have no right to this.\n' +
      '1 of 3 are in the catalogue: those above. Run it again to go on; what is there already is not written twice.\n',
  );
  expect(await idsOf(manager, 'employees')).toEqual(['anna']);
  expect((await run([folder], { TOKEN: token })).last).toBe('2 added, 0 replaced, 1 unchanged, 0 left as they are.');
});

it('The command says what it does while it does it; ended half-way, it goes on when it is run again', async () => {
  const { manager, token } = await newOrganisation();
  const folder = folderOf(three);
  const heard: number[] = [];
  const DESK = await deskWith((_, response, writes) => {
    heard.push(Date.now());
    if (heard.length === 1) response.writeHead(503, { 'retry-after': '1' }).end('{}');
    // The second write is never answered.
    return heard.length > 1 && writes < 2;
  });
  const child = start([folder], { DESK, TOKEN: token });
  let stdout = '';
  for await (const chunk of child.stdout) {
    stdout += chunk;
    if (stdout.endsWith(' added\n')) child.kill('SIGKILL');
  }
  expect(stdout).toBe('503: trying again in 1 s.\n1 of 3  employees/anna added\n');
  const [first = 0, second = 0] = heard;
  expect(second - first).toBeGreaterThan(900);
  expect(await idsOf(manager, 'employees')).toEqual(['anna']);
  expect((await run([folder], { TOKEN: token })).last).toBe('2 added, 0 replaced, 1 unchanged, 0 left as they are.');
});

it('The import gives up after some tries, and says so', async () => {
  const { token } = await newOrganisation();
  const DESK = await deskWith((_, response) => !response.writeHead(503, { 'retry-after': '0' }).end('{}'));
  const { status, stderr } = await run([folderOf(three)], { DESK, TOKEN: token });
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'The settings cannot be read: 503 {}\n' });
});

it('What somebody adds or changes during the import is not overwritten', async () => {
  const { manager, token } = await newOrganisation();
  const person = { firstName: 'Meanwhile', lastName: 'Kask', active: true };
  await manager('PUT', '/employees/zoe', person);
  const DESK = await deskWith(async ({ method }, _, writes) => {
    if (method === 'PUT' && writes === 1) await manager('PUT', '/employees/anna', person);
    if (method === 'PUT' && writes === 3)
      await manager('PUT', '/employees/zoe', { ...person, lastName: 'Newer' }, version({ version: 1 }));
    return true;
  });
  const { status, stdout, stderr } = await run([folderOf(three), '--replace'], { DESK, TOKEN: token });
  expect({ status, stdout }).toEqual({
    status: 1,
    stdout: '1 of 3  employees/anna is there already, and stays\n2 of 3  employees/timo added\n',
  });
  expect(stderr).toMatch(/^employees\/zoe was not written: 412 version_conflict\. Read it again/);
  expect((await manager('GET', '/employees/anna')).body.firstName).toBe('Meanwhile');
  expect((await manager('GET', '/employees/zoe')).body.lastName).toBe('Newer');
});

it('A client gets its own token, and only that of a manager will do', async () => {
  const client = (id: string, secret = 'demo-secret') => ({
    TOKEN_URL: `${shared.product}/oauth2/token`,
    CLIENT_ID: id,
    CLIENT_SECRET: secret,
  });
  const { status, stdout } = await run(['docs/catalogue'], client('northside-manager'));
  expect({ status, stdout }).toEqual({ status: 0, stdout: '0 added, 0 replaced, 53 unchanged, 0 left as they are.\n' });
  for (const [environment, fault] of [
    [client('northside-dr-weber'), 'Send the token of a manager; nobody else may write the catalogue.\n'],
    [client('apex-lab'), 'The settings cannot be read: 403 forbidden. This is for managers, dentists, and technicians'],
    [
      client('northside-manager', 'no'),
      'Check TOKEN_URL, CLIENT_ID and CLIENT_SECRET; no token was given: 401 {"error"',
    ],
    [{ TOKEN: 'nonsense' }, 'Get a new token; this one is not accepted (401).\n'],
  ] as const) {
    const refused = await run(['docs/catalogue'], environment);
    expect([refused.status, refused.stdout, refused.stderr]).toEqual([1, '', expect.stringContaining(fault)]);
  }
});

it.each([
  ['no folder', [], { TOKEN: 'any' }, 'Name one folder.\n'],
  ['a folder that is not there', ['/nowhere'], { TOKEN: 'any' }, '/nowhere is not a folder.\n'],
  [
    'a folder without tables',
    ['docs/decisions'],
    { TOKEN: 'any' },
    'Put one of these into docs/decisions: employees.csv,',
  ],
  ['an unknown option', ['docs/catalogue', '--force'], { TOKEN: 'any' }, "'--force'"],
  [
    'no address',
    ['docs/catalogue'],
    { TOKEN: 'any', DESK: '' },
    'Set DESK to an address, such as https://desk.example.',
  ],
  ['no token', ['docs/catalogue'], {}, 'Set CLIENT_ID to the client id that the operator gave you.\n'],
])('With %s the command says what it needs, and how it is used', async (_, options, environment, fault) => {
  const { status, stdout, stderr } = await run(options, environment);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(fault);
  expect(stderr).toContain('npm run import -- <folder> ');
});
