import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createRawServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { listen } from '#infra/local/machine/listening.ts';
import { folderOf, importWith } from '#test/support/importing.ts';

/** Starts a server on this machine for one test. */
async function serverThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers);
  onTestFinished(async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
  return listen(server);
}

type Answers = (request: IncomingMessage, response: ServerResponse, tries: number) => void;
type Desk = { get?: Answers; put?: Answers; employees?: object[] };

const send = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
const problem = (code: string) => ({ code, detail: `It is ${code}.` });
const added: Answers = async (request, response) => {
  const employeeId = request.url?.split('/').at(-1);
  send(response, 201, { employeeId, ...JSON.parse(await text(request)) });
};

/** Starts a desk with the catalogue of a manager. `get` and `put` answer instead of it, and count the tries. */
async function desk({ get, put = added, employees = [] }: Desk): Promise<string> {
  const tries = { GET: 0, PUT: 0 };
  return serverThat((request, response) => {
    if (request.method === 'PUT') return put(request, response, ++tries.PUT);
    if (get) return get(request, response, ++tries.GET);
    if (request.url === '/v1/settings')
      return send(response, 200, { currency: 'EUR', paymentInstructions: '', version: 1 });
    send(response, 200, { items: request.url?.startsWith('/v1/employees') ? employees : [], nextCursor: null });
  });
}

const anna = folderOf({ 'employees.csv': 'employeeId,firstName,lastName,active\nanna,Anna,Kask,yes\n' });
const annaTamm = {
  ...{ employeeId: 'anna', firstName: 'Anna', lastName: 'Tamm', active: true },
  ...{ version: 3, updatedAt: '2026-11-02T08:00:00.000Z', updatedBy: { sub: 's', role: 'manager' } },
};

/** What is said when Anna is imported into a desk, and how long it waits between tries. */
const importAnna = async (answers: Desk, ...options: string[]) =>
  importWith([anna, ...options], { DESK: await desk(answers), TOKEN: 'token' });

const again =
  '\n0 of 1 are in the catalogue: those above. Run it again to go on; what is there already is not written twice.\n';

test('An entry is added to a desk that answers with it', async () => {
  expect(await importAnna({})).toMatchObject({
    status: 0,
    stderr: '',
    last: '1 added, 0 replaced, 0 unchanged, 0 left as they are.',
  });
});

describe('What is secret is not printed, and nothing is asked', () => {
  const client = { TOKEN_URL: 'https://sign-in.example', CLIENT_ID: 'id', CLIENT_SECRET: 'secret' };
  const DESK = 'https://desk.example';
  const TOKEN = 'token';

  test.each([
    ['a token of two lines', { DESK, TOKEN: 'sEcr3t\nb' }, 'Set TOKEN to the access token alone'],
    ['a token with a carriage return', { DESK, TOKEN: 'sEcr3t\r' }, 'Set TOKEN to the access token alone'],
    ['a token with its scheme', { DESK, TOKEN: 'Bearer sEcr3t' }, 'Set TOKEN to the access token alone'],
    ['a token with other letters', { DESK, TOKEN: 'sEcr3tä' }, 'Set TOKEN to the access token alone'],
    ['a token with an emoji', { DESK, TOKEN: 'sEcr3t🦷' }, 'Set TOKEN to the access token alone'],
    [
      'a client secret of two lines',
      { DESK, ...client, CLIENT_SECRET: 'sEcr3t\nb' },
      'Set CLIENT_SECRET to the client',
    ],
    ['a client secret with other letters', { DESK, ...client, CLIENT_SECRET: 'sEcr3t€' }, 'Set CLIENT_SECRET to the'],
    ['a client id with other letters', { DESK, ...client, CLIENT_ID: 'sEcr3t€' }, 'Set CLIENT_ID to the client id'],
    ['a password in the address', { DESK: 'https://user:sEcr3t@desk.example', TOKEN }, 'Set DESK to an address'],
    ['only a password in the address', { DESK: 'https://:sEcr3t@desk.example', TOKEN }, 'Set DESK to an address'],
    ['a user name in the address', { DESK: 'https://sEcr3t@desk.example', TOKEN }, 'Set DESK to an address'],
    ['a password in TOKEN_URL', { DESK, ...client, TOKEN_URL: 'https://u:sEcr3t@host' }, 'Set TOKEN_URL to an address'],
    ['a file', { DESK: 'file:///etc/sEcr3t', TOKEN }, 'Set DESK to an address'],
    ['another protocol', { DESK: 'ftp://sEcr3t.example', TOKEN }, 'Set DESK to an address'],
    ['data', { DESK, ...client, TOKEN_URL: 'data:text/plain,sEcr3t' }, 'Set TOKEN_URL to an address'],
    ['no protocol', { DESK: 'sEcr3t.example', TOKEN }, 'Set DESK to an address'],
  ])('With %s', async (_, environment, fault) => {
    const { status, stdout, stderr, pauses } = await importWith([anna], environment);
    expect({ status, stdout, pauses }).toEqual({ status: 1, stdout: '', pauses: [] });
    expect(stderr).toContain(fault);
    expect(stderr).not.toContain('sEcr3t');
  });

  test.each([
    ['malformed', { access_token: 'sEcr3t\nb' }],
    ['somewhere else', { token: 'sEcr3t' }],
    ['bare', 'sEcr3t'],
  ])('With a token that is %s in the answer of TOKEN_URL', async (_, granted) => {
    const TOKEN_URL = await serverThat((_request, response) => send(response, 200, granted));
    const { status, stdout, stderr, pauses } = await importWith([anna], { DESK, ...client, TOKEN_URL });
    expect({ status, stdout, pauses }).toEqual({ status: 1, stdout: '', pauses: [] });
    expect(stderr).toContain('Check TOKEN_URL, CLIENT_ID and CLIENT_SECRET; no token was given: ');
    expect(stderr).not.toContain('sEcr3t');
  });
});

describe('A request is sent again', () => {
  test('six times while nobody answers, and the wait between them doubles', async () => {
    const DESK = await desk({ get: (request) => request.destroy() });
    const { stdout, stderr, pauses } = await importWith([anna], { DESK, TOKEN: 'token' });
    expect(pauses).toEqual([1, 2, 4, 8, 16]);
    expect(stdout).toMatch(/^(.+: trying again in \d+ s\.\n){5}$/);
    expect(stderr).toMatch(`The settings cannot be read: ${DESK} does not answer: `);
  });

  test('when no desk listens', async () => {
    const server = createRawServer();
    const DESK = await listen(server);
    await once(server.close(), 'close');
    const { pauses, stderr } = await importWith([anna], { DESK, TOKEN: 'token' });
    expect(pauses).toHaveLength(5);
    expect(stderr).toContain(`${DESK} does not answer: connect ECONNREFUSED`);
  });

  test('when the connection ends inside an answer, and a write that was carried out is found', async () => {
    const put: Answers = (_, response, tries) => {
      if (tries > 1) send(response, 412, problem('version_conflict'));
      else response.writeHead(201, { 'content-length': '100' }).write('{"employeeId":', () => response.destroy());
    };
    const { status, stdout, pauses } = await importAnna({ put });
    expect({ status, pauses }).toEqual({ status: 0, pauses: [1] });
    expect(stdout).toContain('1 of 1  employees/anna is there already, and stays\n');
  });

  test('when nothing more comes for thirty seconds', async () => {
    const asked: number[] = [];
    const { timeout } = AbortSignal;
    const quick = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      asked.push(milliseconds);
      // The sixth request is the write.
      return timeout.call(AbortSignal, asked.length === 6 ? 100 : 10_000);
    });
    onTestFinished(() => quick.mockRestore());
    const put: Answers = (request, response, tries) => {
      if (tries > 1) added(request, response, tries);
      else response.writeHead(201).write('{');
    };
    const { status, stdout, pauses } = await importAnna({ put });
    expect({ status, pauses }).toEqual({ status: 0, pauses: [1] });
    expect(stdout).toContain('timeout: trying again in 1 s.\n1 of 1  employees/anna added\n');
    expect(new Set(asked)).toEqual(new Set([30_000]));
  });

  test.each([
    ['an address that fetch does not ask', async () => 'http://127.0.0.1:6000', 'bad port'],
    ['a server that does not speak HTTP', () => rawServerThat('SSH-2.0-OpenSSH_9.6\r\n\r\n'), 'HTTP'],
    ['a server without TLS', async () => (await desk({})).replace('http', 'https'), 'wrong version number'],
    ['an answer that is not encoded as it says', () => rawServerThat(badGzip), 'incorrect header check'],
  ])('never from %s: the fault is said at once', async (_, address, fault) => {
    const { status, stdout, stderr, pauses } = await importWith([anna], { DESK: await address(), TOKEN: 'token' });
    expect({ status, stdout, pauses }).toEqual({ status: 1, stdout: '', pauses: [] });
    expect(stderr).toMatch(/^The settings cannot be read: https?:\/\/127\.0\.0\.1:\d+ cannot be used: .+\n$/);
    expect(stderr).toContain(fault);
  });
});

const badGzip = 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello';

/** Starts a server that answers with these bytes. */
async function rawServerThat(answer: string): Promise<string> {
  const server = createRawServer((socket) => socket.on('error', () => {}).end(answer));
  onTestFinished(() => void server.close());
  return listen(server);
}

describe('Nothing is sent where an answer redirects to', () => {
  const elsewhere = async () => {
    const heard: string[] = [];
    const other = await serverThat(({ method, url }, response) => {
      heard.push(`${method} ${url}`);
      send(response, 200, { currency: 'EUR', paymentInstructions: '', version: 1, access_token: 'stolen' });
    });
    return { other, heard };
  };
  const redirect = (location: string, status: number) => (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, { location }).end();

  test.each([301, 302, 303, 307, 308])('by a read or a write with %i', async (status) => {
    const { other, heard } = await elsewhere();
    const refused = `redirects to ${other}/there (${status}), where nothing was sent.`;
    const read = await importAnna({ get: redirect(`${other}/there`, status) });
    expect([read.status, read.stdout, read.pauses]).toEqual([1, '', []]);
    expect(read.stderr).toContain(refused);
    const write = await importAnna({ put: redirect(`${other}/there`, status) });
    expect([write.status, write.stdout, write.pauses]).toEqual([1, '', []]);
    expect(write.stderr).toContain(refused);
    expect(heard).toEqual([]);
  });

  test('by TOKEN_URL', async () => {
    const { other, heard } = await elsewhere();
    const TOKEN_URL = await serverThat(redirect(`${other}/there`, 307));
    const environment = { DESK: await desk({}), TOKEN_URL, CLIENT_ID: 'id', CLIENT_SECRET: 'secret' };
    const { status, stdout, stderr } = await importWith([anna], environment);
    expect({ status, stdout, heard }).toEqual({ status: 1, stdout: '', heard: [] });
    expect(stderr).toContain(`${TOKEN_URL} redirects to ${other}/there (307)`);
  });
});

describe('An entry counts as written', () => {
  test.each([
    ['a page', 200, '<!doctype html><title>Sign in</title>'],
    ['nothing', 204, ''],
    ['what is only accepted', 202, { employeeId: 'anna' }],
    ['another entry', 201, { employeeId: 'anne' }],
    ['an empty object', 200, {}],
    ['a list', 200, [{ employeeId: 'anna' }]],
  ])('never by %s', async (_, status, body) => {
    const refused = await importAnna({
      put: (_request, response) => send(response, status, status === 204 ? '' : body),
    });
    expect([refused.status, refused.stdout, refused.pauses]).toEqual([1, '', []]);
    expect(refused.stderr).toMatch(`employees/anna may have been written: ${status}`);
    expect(refused.stderr).toContain(again);
  });

  test('as there already only if the desk says that it is', async () => {
    const refused = await importAnna({ put: (_, response) => send(response, 412, '<html>') });
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toBe(`employees/anna was not written: 412 <html>${again}`);
  });
});

describe('An entry is said not to be written only if that is sure', () => {
  const lost: Answers = (_, response) => response.destroy();
  const refusal =
    (status: number, code: string, headers = {}): Answers =>
    (_, response) =>
      response.writeHead(status, headers).end(JSON.stringify(problem(code)));
  /** One answer for each try; the last one for all others. */
  const inTurn =
    (...answers: Answers[]): Answers =>
    (request, response, tries) =>
      (answers[tries - 1] ?? answers.at(-1))?.(request, response, tries);
  const soon = { 'retry-after': '0' };

  test.each([
    ['a refusal', refusal(403, 'forbidden'), 'was not written: 403 forbidden. It is forbidden.'],
    ['a desk that is too busy for every try', refusal(429, 'busy', soon), 'was not written: 429 busy. It is busy.'],
    ['no answer', lost, 'may have been written: http'],
    ['a fault of the desk', refusal(503, 'try_again', soon), 'may have been written: 503 try_again. It is try_again.'],
    [
      'a refusal after no answer',
      inTurn(lost, refusal(403, 'forbidden')),
      'may have been written: 403 forbidden. It is forbidden.',
    ],
    [
      'a refusal after a fault of the desk',
      inTurn(refusal(500, 'internal_error'), refusal(403, 'forbidden')),
      'may have been written: 403 forbidden. It is forbidden.',
    ],
    [
      'a token that is not accepted',
      refusal(401, 'none'),
      'was not written: Get a new token; this one is not accepted',
    ],
  ])('With %s', async (_, put, said) => {
    const { status, stderr } = await importAnna({ put });
    expect(status).toBe(1);
    expect(stderr).toContain(`employees/anna ${said}`);
    expect(stderr).toContain(again);
  });

  test('With another version after a replacement without an answer: it may be the own one', async () => {
    const put = inTurn(lost, refusal(412, 'version_conflict'));
    const { status, stderr } = await importAnna({ put, employees: [annaTamm] }, '--replace');
    expect(status).toBe(1);
    expect(stderr).toContain('employees/anna may have been written: 412 version_conflict.');
    const surely = await importAnna({ put: refusal(412, 'version_conflict'), employees: [annaTamm] }, '--replace');
    expect(surely.stderr).toContain('employees/anna was not written: 412 version_conflict.');
  });
});

describe('The catalogue cannot be read', () => {
  const settings = { currency: 'EUR', paymentInstructions: '', version: 1 };
  const customer = (id: number) => ({ ...annaTamm, customerId: `dr-${id}`, clinic: 'Dental' });
  const isSettings = ({ url }: IncomingMessage) => url === '/v1/settings';
  const page = (items: object[], nextCursor: string | null) => ({ items, nextCursor });

  test.each([
    ['the same page comes again and again', () => page([customer(1)], 'next')],
    ['every page leads on, and has nothing', (asked: number) => page([], `next-${asked}`)],
    ['every page leads on, and has the same', (asked: number) => page([customer(1)], `next-${asked}`)],
    ['pages lead on in a circle', (asked: number) => page([customer(asked)], `next-${asked % 3}`)],
    ['a page leads to the first one', (asked: number) => page([customer(asked)], '')],
  ])('when %s', async (_, pageOf) => {
    const get: Answers = (request, response, asked) =>
      send(response, 200, isSettings(request) ? settings : asked > 100 ? page([], null) : pageOf(asked));
    expect(await importAnna({ get })).toMatchObject({
      status: 1,
      stderr: 'The customers cannot be read: their pages do not end.\n',
    });
  });

  test.each([
    ['a page instead of the settings', 'settings', '<html>', ''],
    ['settings without members', 'settings', {}, '/paymentInstructions'],
    ['a list without entries', 'customers', {}, '/items'],
    ['an entry of another shape', 'customers', page([{ ...customer(1), active: 'yes' }], null), '/items/0/active'],
  ])('from %s: the request is named, and where the answer is another one', async (_, asked, body, pointer) => {
    const get: Answers = (request, response) =>
      send(response, 200, asked === 'customers' && isSettings(request) ? settings : body);
    const { status, stdout, stderr } = await importAnna({ get });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`The ${asked} cannot be read: 200, which is not what an order desk answers (${pointer}: `);
    expect(stderr).toMatch(/\)\. Check DESK\.\n$/);
  });

  test('with the token of somebody else than a manager', async () => {
    const get: Answers = (_, response) => send(response, 200, { paymentInstructions: '', currency: 'EUR' });
    expect(await importAnna({ get })).toMatchObject({
      status: 1,
      stderr: 'Send the token of a manager; nobody else may write the catalogue.\n',
    });
  });
});

describe('What a desk says is printed in one line, without control characters, and cut', () => {
  const escapes = '\u001B[2J\u001B]0;title\u0007\u009B31m\u202Ered\u2028\r\n53 added, 0 replaced';

  test.each([
    ['a text', (response: ServerResponse) => send(response, 403, escapes)],
    ['an object', (response: ServerResponse) => send(response, 403, { [escapes]: escapes })],
    ['a problem', (response: ServerResponse) => send(response, 403, { code: escapes, detail: escapes })],
    [
      'faults',
      (response: ServerResponse) =>
        send(response, 403, { ...problem('x'), errors: [{ pointer: escapes, message: escapes }] }),
    ],
    ['another shape', (response: ServerResponse) => send(response, 200, { items: [], [escapes]: escapes })],
    ['a place', (response: ServerResponse) => response.writeHead(302, { location: 'http://\u009B31m' }).end()],
    ['5 MB', (response: ServerResponse) => send(response, 403, 'long '.repeat(1_000_000))],
    [
      '5 MB of faults',
      (response: ServerResponse) =>
        send(response, 403, {
          ...problem('x'),
          errors: Array(50_000).fill({ pointer: '/a', message: 'long '.repeat(15) }),
        }),
    ],
  ])('With %s', async (_, answer) => {
    const { status, stdout, stderr } = await importAnna({ get: (_request, response) => void answer(response) });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^The settings cannot be read: [^\p{C}\u2028]{1,1500}\n$/u);
  });

  test('An answer without end is not read to its end', async () => {
    let [isEnded, sent] = [false, 0];
    const get: Answers = async (request, response) => {
      request.socket.once('close', () => {
        isEnded = true;
      });
      response.writeHead(200);
      while (!isEnded && sent < 300) {
        sent += 1;
        await new Promise((resolve) => response.write('x'.repeat(1_000_000), resolve));
      }
      response.end();
    };
    const { status, stderr, pauses } = await importAnna({ get });
    expect({ status, pauses }).toEqual({ status: 1, pauses: [] });
    expect(stderr).toMatch(/^The settings cannot be read: .+ cannot be used: It answers with more than 10 MB\.\n$/);
    expect(sent).toBeLessThan(100);
  });
});
