import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { faultsOf as faultsOfIssues, parseContext } from '#domain/kernel/faults.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, faultsIn, holding, itemOf } from '#test/support/functions/mock-table.ts';
import { crown, draft, eur, laboratory } from '#test/support/orders.ts';

const ifMatch = { 'if-match': '"1"' };
const { version: _v, updatedAt: _u, updatedBy: _b, ...settings } = defaultSettings;
const { serviceId: _s, version: _version, updatedAt: _updatedAt, updatedBy: _updatedBy, ...service } = crown;

/** Expects a 422 without any read. */
async function faultsOf(...[name, sent]: Parameters<typeof call>): Promise<string[]> {
  const answer = await call(name, sent);
  expectRefused(answer, 422, 'validation_failed');
  expect(dynamodb.calls()).toEqual([]);
  for (const { message } of answer.body.errors) expect(message).toMatch(/^\S.+/);
  return faultsIn(answer);
}

describe('A value', () => {
  test('of a wrong type is one fault, and no length besides', async () => {
    expect(await faultsOf('printOrder', { body: { sections: 'services' } })).toEqual(['body /sections invalid_type']);
    const body = { customerId: 'weber', enclosures: 'x'.repeat(30) };
    expect(await faultsOf('createOrder', { body })).toEqual(['body /enclosures invalid_type']);
  });

  test('that is far too large is one fault, which names the bound', async () => {
    const answer = await call('printOrder', { body: { copies: 1e300 } });
    expect(answer.body.errors.map(({ message }: { message: string }) => message)).toEqual(['Write at most 20.']);
    const query = 'after=9007199254740993';
    expect(await faultsOf('getLabFeed', { caller: laboratory, query })).toHaveLength(1);
  });
});

describe('The number in a path', () => {
  test.each([
    '',
    'E33E1B813',
    'E33E1B813D0',
    'E33E1B813G',
    '##E33E1B813',
    'E33E1B813D#',
    ' E33E1B813D',
    'E33E1B813D\n',
  ])('%j is 422 on every order route', async (number) => {
    const params = { number };
    expect(await faultsOf('getOrder', { params })).toEqual(['path /number invalid_format']);
    expect(await faultsOf('getHistory', { params })).toEqual(['path /number invalid_format']);
    expect(await faultsOf('cancelOrder', { params })).toEqual(['path /number invalid_format']);
    expect(await faultsOf('copyOrder', { params })).toEqual(['path /number invalid_format']);
  });

  test.each(['E33E1B813D', 'e33e1b813d', '#E33E1B813D', '#e33E1b813d'])('may be written %j', async (number) => {
    holding(itemOf.order(draft()));
    expect(await call('getOrder', { params: { number } })).toMatchObject({
      status: 200,
      body: { number: 'E33E1B813D' },
    });
  });
});

test('A malformed id in a path is 422', async () => {
  const body = { firstName: 'Anna', lastName: 'Weber', active: true };
  for (const id of ['', 'Weber', '-weber', 'weber#1', 'w'.repeat(41), 'wéber'])
    expect(await faultsOf('putEmployee', { params: { id }, body })).toEqual(['path /id invalid_format']);
});

test('Every unknown field is named with its pointer, at any depth', async () => {
  const body = {
    dentist: 'x',
    'a/b~c': 1,
    patient: { lastName: 'Ferrari', ssn: '1' },
    services: [{ serviceId: 'crown', colour: 'A1', implant: { maker: 'x' } }],
  };
  expect(await faultsOf('createOrder', { body })).toEqual(
    expect.arrayContaining([
      'body /dentist unknown_field',
      'body /a~1b~0c unknown_field',
      'body /patient/ssn unknown_field',
      'body /services/0/colour unknown_field',
      'body /services/0/implant/maker unknown_field',
    ]),
  );
});

test('Members named after JavaScript’s own are unknown fields like others', async () => {
  for (const member of ['__proto__', 'constructor', 'toString'])
    expect(await faultsOf('createOrder', { body: `{"${member}":{"customerId":"weber"}}` })).toEqual([
      `body /${member} unknown_field`,
    ]);
  expect(await faultsOf('listOrders', { query: '__proto__=1' })).toEqual(['query /__proto__ unknown_field']);
});

test('Fields that nobody may edit are unknown fields of an edit', async () => {
  for (const field of ['number', 'status', 'source', 'customerId', 'version', 'tenantId', 'recent'])
    expect(await faultsOf('editOrder', { body: { [field]: 'x' }, headers: ifMatch })).toEqual([
      `body /${field} unknown_field`,
    ]);
});

test('Every unknown query parameter is named', async () => {
  expect(await faultsOf('listOrders', { query: 'state=draft&limit=10&q=x' })).toEqual([
    'query /state unknown_field',
    'query /q unknown_field',
  ]);
  expect(await faultsOf('getOrder', { query: 'dryRun=true' })).toEqual(['query /dryRun unknown_field']);
  expect(await faultsOf('createOrder', { query: 'publish=true', body: {} })).toEqual(['query /publish unknown_field']);
});

test.each([
  ['limit=0', 'query /limit too_small'],
  ['limit=101', 'query /limit too_big'],
  ['limit=ten', 'query /limit invalid_type'],
  ['limit=1.5', 'query /limit invalid_type'],
  ['limit=', 'query /limit invalid_type'],
  ['limit=0x10', 'query /limit invalid_type'],
  ['limit=1e1', 'query /limit invalid_type'],
  ['limit=1&limit=2', 'query /limit invalid_type'],
  ['status=open', 'query /status invalid_value'],
  ['status=draft&status=open', 'query /status invalid_value'],
  ['status=draft,published', 'query /status invalid_value'],
  ['status=', 'query /status invalid_value'],
  [`${'status=draft&'.repeat(7)}status=draft`, 'query /status too_big'],
  ['customerId=weber&customerId=novak', 'query /customerId invalid_type'],
  ['customerId=Weber', 'query /customerId invalid_format'],
  ['patient=', 'query /patient too_small'],
  ['patient=x&status=draft', 'query /patient patient_not_alone'],
  ['patient=x&customerId=weber', 'query /patient patient_not_alone'],
  ['patient=x&sort=due', 'query /patient patient_not_alone'],
  ['patient=x&dueFrom=2026-12-11', 'query /patient patient_not_alone'],
  ['patient=x&dueTo=2026-12-11', 'query /patient patient_not_alone'],
  ['sort=status', 'query /sort invalid_value'],
  ['sort=due&sort=due', 'query /sort invalid_value'],
  ['sort=due&dueFrom=tomorrow', 'query /dueFrom invalid_format'],
  ['sort=due&dueTo=2026-02-30', 'query /dueTo invalid_format'],
  ['sort=due&dueFrom=2026-12-12&dueTo=2026-12-11', 'query /dueTo range_reversed'],
  ['sort=due&status=cancelled', 'query /status status_not_awaited'],
  ['sort=due&status=draft&status=cancelled', 'query /status status_not_awaited'],
  ['dueFrom=2026-12-11', 'query /dueFrom due_dates_without_sort'],
  ['status=draft&dueTo=2026-12-11', 'query /dueTo due_dates_without_sort'],
  ['cursor=', 'query /cursor too_small'],
])('A list of orders refuses ?%s', async (query, fault) => {
  expect(await faultsOf('listOrders', { query })).toEqual([fault]);
});

test('dryRun takes true and nothing else', async () => {
  for (const dryRun of ['1', 'yes', ''])
    expect(
      await faultsOf('changeCustomer', { query: `dryRun=${dryRun}`, body: { customerId: 'novak' }, headers: ifMatch }),
    ).toEqual(['query /dryRun invalid_value']);
});

test('All faults of path, query and body are in one reply', async () => {
  const faults = await faultsOf('changeCustomer', {
    params: { number: 'none' },
    query: 'dryRun=perhaps&force=1',
    body: { customerId: 'Dr Novak', reason: 'x' },
    headers: ifMatch,
  });
  expect(faults).toEqual([
    'path /number invalid_format',
    'query /dryRun invalid_value',
    'query /force unknown_field',
    'body /customerId invalid_format',
    'body /reason unknown_field',
  ]);
});

test('All faults of a body are in one reply', async () => {
  const body = {
    customerId: 7,
    patient: { dateOfBirth: '2026-02-30', lastName: '' },
    dueDate: '18.12.2026',
    toothNotation: 'fdi',
    services: [
      { teeth: ['11'] },
      { serviceId: 'crown', quantity: 0, shade: { system: 'VITA Classical', value: 'D1' } },
      { serviceId: 'crown', quantity: 1000, unitPrice: { amount: -1, currency: 'EUR' }, arch: 'left' },
    ],
    enclosures: Array.from({ length: 21 }, () => 'bite'),
    note: 'x'.repeat(4001),
    publish: 'yes',
  };
  expect(await faultsOf('createOrder', { body })).toEqual([
    'body /customerId invalid_type',
    'body /patient/lastName too_small',
    'body /patient/dateOfBirth invalid_format',
    'body /toothNotation invalid_value',
    'body /services/0/serviceId required',
    'body /services/1/quantity too_small',
    'body /services/1/shade/value unknown_shade',
    'body /services/2/arch invalid_value',
    'body /services/2/quantity too_big',
    'body /services/2/unitPrice/amount too_small',
    'body /enclosures too_big',
    'body /dueDate invalid_format',
    'body /note too_big',
    'body /publish invalid_type',
  ]);
});

/** The faults of a request of a laboratory or a manager, each as pointer, code and message. */
async function curesOf(...[name, sent]: Parameters<typeof call>): Promise<string[]> {
  const answer = await call(name, sent);
  expectRefused(answer, 422, 'validation_failed');
  return answer.body.errors.map(({ pointer, code, message }: Record<string, string>) =>
    [pointer, code, message].join(' | '),
  );
}

describe('If a body may have several forms,', () => {
  const replay = (body: unknown) => curesOf('replayLabDeliveries', { caller: laboratory, body });
  const allForms = [' | invalid_union | Send { "after": ... } or { "from": ..., "to": ... } or { "eventId": ... }.'];

  test.each([{}, { since: 1 }, { after: 1, from: 2, to: 3 }, 7, [1], null, '"after"'])(
    '%j is none of them, and all are named',
    async (body) => {
      expect(await replay(body)).toEqual(allForms);
    },
  );

  test.each<[object, string[]]>([
    [{ after: 'x' }, ['/after | invalid_type | Write a whole number from 0 to 9,999,999,999.']],
    [{ after: -1 }, ['/after | too_small | Write 0 or more.']],
    [{ from: 1 }, ['/to | required | This field is required. Write a whole number from 1 to 9,999,999,999.']],
    [{ from: 3, to: 1 }, ['/to | range_reversed | Send the same as from, or more.']],
    [{ eventId: 5 }, ['/eventId | invalid_type | Send text; put the number in quotes.']],
    [
      { after: 1, since: 1 },
      ['/since | unknown_field | There is no such field here; leave it out, or use one of: after.'],
    ],
  ])('%j means one of them, and the reply says what that one lacks', async (body, faults) => {
    expect(await replay(body)).toEqual(faults);
  });

  test('the reply to an unknown form names the known ones, also if it may be left out', async () => {
    expect(await curesOf('printOrder', { body: { kind: 'poster' } })).toEqual([
      '/kind | invalid_value | Choose one of: form, label.',
    ]);
    expect(await curesOf('planWork', { body: { mode: 'some' }, headers: ifMatch })).toEqual([
      '/mode | invalid_value | Choose one of: automatic, manual.',
    ]);
    expect(await curesOf('setDiscount', { body: 5, headers: ifMatch })).toEqual([
      ' | invalid_discount | Send { "type": "percentage", "percent": ... } or { "type": "fixed", "amount": ... }, or null for none.',
    ]);
  });
});

test('A number in a query gets a message with its range or its maximum', async () => {
  expect(await curesOf('getLabFeed', { caller: laboratory, query: 'wait=21' })).toEqual([
    '/wait | too_big | Write at most 20.',
  ]);
  for (const wait of ['-1', '1.5', 'long'])
    expect(await curesOf('getLabFeed', { caller: laboratory, query: `wait=${wait}` })).toEqual([
      expect.stringMatching(/^\/wait \| \w+ \| Write a whole number from 0 to 20\.$/),
    ]);
});

test('Every message says what to do, and repeats nothing that was sent', async () => {
  const body = {
    note: 4711,
    publish: 'yes',
    toothNotation: 'ISO',
    enclosures: 'Bite',
    patient: 'Ferrari',
    workPlan: { mode: 'manual', tasks: [] },
    services: [{ quantity: 1000, unitPrice: { amount: 0.5 }, shade: { system: 'VITA', value: 'A1' } }],
  };
  expect(await curesOf('createOrder', { body })).toEqual([
    '/patient | invalid_type | Send { "firstName": ..., "lastName": ..., "dateOfBirth": ..., "reference": ... }.',
    '/toothNotation | invalid_value | Choose one of: FDI, Universal, Palmer.',
    '/services/0/serviceId | required | This field is required. Write text.',
    '/services/0/quantity | too_big | Write at most 999.',
    '/services/0/unitPrice/amount | invalid_type | Send whole minor units (cents) from 0 to 9,999,999,999.',
    '/services/0/shade/system | invalid_value | Choose one of: VITA Classical, VITA 3D-Master, Ivoclar, other.',
    '/enclosures | invalid_type | Send a list of text.',
    '/note | invalid_type | Send text; put the number in quotes.',
    '/workPlan/tasks | too_small | Give at least 1 task.',
    '/publish | invalid_type | Send true or false.',
  ]);
});

test('A message about an object or a list shows its form', async () => {
  const line = { shade: 'A2', stumpShade: 'ND2', implant: ['RC'], unitPrice: 120, teeth: '11' };
  const body = { patient: 7, services: [{ serviceId: 'crown', ...line }], workPlan: 'automatic' };
  expect(await curesOf('createOrder', { body })).toEqual([
    '/patient | invalid_type | Send { "firstName": ..., "lastName": ..., "dateOfBirth": ..., "reference": ... }.',
    '/services/0/teeth | invalid_type | Send a list of text.',
    '/services/0/unitPrice | invalid_type | Send { "amount": ..., "currency": ... }.',
    '/services/0/shade | invalid_type | Send { "system": ..., "value": ... }.',
    '/services/0/stumpShade | invalid_type | Send { "system": ..., "value": ... }.',
    '/services/0/implant | invalid_type | Send { "system": ..., "platform": ..., "retention": ... }.',
    '/workPlan | invalid_type | Send { "mode": "automatic" } or { "mode": "manual", "tasks": ... }.',
  ]);
  expect(await curesOf('createOrder', { body: { services: { serviceId: 'crown' } } })).toEqual([
    '/services | invalid_type | Send a list of { "serviceId": ..., "lineId": ..., "teeth": ..., "arch": ..., "pontics": ..., "quantity": ..., ... }.',
  ]);
  expect(await curesOf('changeCustomer', { body: [], headers: ifMatch })).toEqual([
    ' | invalid_type | Send { "customerId": ... }.',
  ]);
  expect(await curesOf('putService', { body: { name: 'Crown', group: 'Fixed', active: true, tasks: [] } })).toEqual([
    '/price | required | This field is required. Send { "amount": ..., "currency": ... }.',
  ]);
});

describe('A member that is missing is required', () => {
  const day = { day: 'mon', from: '09:00', to: '18:00', breaks: [{ from: '12:00', to: '13:00' }] };
  const task = { templateId: 'mill', name: 'Mill', price: eur(1), leadDays: 1, per: 'unit' };
  const price = { amount: 119_00, currency: 'EUR' };
  const bodies: [RouteName, object][] = [
    ['createOrder', { services: [{ serviceId: 'crown' }], workPlan: { mode: 'manual', tasks: [{ name: 'Polish' }] } }],
    ['changeCustomer', { customerId: 'novak' }],
    ['planWork', { mode: 'manual', tasks: [{ name: 'Polish' }] }],
    ['editWorkPlan', { tasks: [{ name: 'Polish' }] }],
    ['addPayrollRecord', { employeeId: 'timo', amount: price }],
    ['finalizePayroll', { finalized: true }],
    ['setDiscount', { type: 'percentage', percent: 5 }],
    ['setDiscount', { type: 'fixed', amount: price }],
    ['putCustomer', { firstName: 'Anna', lastName: 'Weber', clinic: 'Mill', active: true }],
    ['putEmployee', { firstName: 'Timo', lastName: 'T', active: true }],
    ['putService', { name: 'Crown', group: 'Fixed', price, active: true, tasks: [task] }],
    ['putLaboratory', { name: 'Apex', active: true }],
    [
      'putSettings',
      {
        ...settings,
        workingWeek: [day],
        exceptions: [{ date: '2026-12-24', reason: 'Holiday', annually: false }],
      },
    ],
    ['putLabProfile', { name: 'Apex' }],
    ['putLabSubscription', { url: 'https://93.184.216.34/' }],
    ['replayLabDeliveries', { from: 1, to: 2 }],
  ];

  /** A value without each of its members, at any depth, and the pointer of what is missing. */
  function* without(value: unknown, pointer = ''): Generator<{ pointer: string; rest: unknown }> {
    if (typeof value !== 'object' || value === null) return;
    for (const [member, part] of Object.entries(value)) {
      const place = `${pointer}/${member}`;
      const { [member]: _, ...others } = Object(value);
      if (!Array.isArray(value)) yield { pointer: place, rest: others };
      for (const { pointer: inner, rest } of without(part, place))
        yield {
          pointer: inner,
          rest: Array.isArray(value) ? value.with(Number(member), rest) : { ...others, [member]: rest },
        };
    }
  }

  test.each(bodies)('in a body of %s: %j', (name, whole) => {
    const { shape }: z.ZodMiniObject = routes[name].takes;
    const faultsIn = (body: unknown) => {
      const { error } = z.object({ body: shape['body'] }).safeParse({ body }, parseContext);
      return error ? faultsOfIssues(error).map(({ pointer, code }) => `${pointer} ${code}`) : [];
    };
    expect(faultsIn(whole)).toEqual([]);
    const refused = [...without(whole)].filter(({ rest }) => faultsIn(rest).length > 0);
    expect(refused.length).toBeGreaterThan(0);
    for (const { pointer, rest } of refused) expect(faultsIn(rest)).toEqual([`${pointer} required`]);
  });

  test('also one that has to be one of several values, which the message names', async () => {
    expect(await curesOf('putService', { body: { ...service, tasks: [{ ...task, per: undefined }] } })).toEqual([
      '/tasks/0/per | required | This field is required. Choose one of: unit, order.',
    ]);
    expect(await curesOf('putSettings', { body: { ...settings, language: undefined } })).toEqual([
      '/language | required | This field is required. Choose one of: en, uk, de.',
    ]);
  });

  test('also one that would say which form an object has', async () => {
    expect(await curesOf('setDiscount', { body: { percent: 5 }, headers: ifMatch })).toEqual([
      '/type | required | This field is required. Choose one of: percentage, fixed.',
    ]);
    for (const body of [{ tasks: [] }, {}])
      expect(await curesOf('planWork', { body, headers: ifMatch })).toEqual([
        '/mode | required | This field is required. Choose one of: automatic, manual.',
      ]);
    expect(await curesOf('createOrder', { body: { workPlan: {} } })).toEqual([
      '/workPlan/mode | required | This field is required. Choose one of: automatic, manual.',
    ]);
  });

  test('also a date, whose form the message shows', async () => {
    const exceptions = [{ reason: 'Holiday', annually: false }];
    expect(await curesOf('putSettings', { body: { ...settings, exceptions } })).toEqual([
      '/exceptions/0/date | required | This field is required. Write a date, written YYYY-MM-DD.',
    ]);
  });
});

describe('An unknown field', () => {
  const cure = async (...sent: Parameters<typeof curesOf>) =>
    (await curesOf(...sent)).map((fault) => fault.replace('There is no such field here; ', ''));

  test('gets the name of the most similar field', async () => {
    const services = [{ serviceId: 'crown', tooth: ['11'], unit_price: null, implant: { plattform: 'RC' } }];
    const body = { custumerId: 'weber', 'due date': '2026-12-18', NOTE: 'x', services };
    expect(await cure('createOrder', { body })).toEqual([
      '/services/0/implant/plattform | unknown_field | did you mean platform?',
      '/services/0/tooth | unknown_field | did you mean teeth?',
      '/services/0/unit_price | unknown_field | did you mean unitPrice?',
      '/custumerId | unknown_field | did you mean customerId?',
      '/due date | unknown_field | did you mean dueDate?',
      '/NOTE | unknown_field | did you mean note?',
    ]);
    expect(await cure('listOrders', { query: 'state=draft&limt=10' })).toEqual([
      '/state | unknown_field | did you mean status?',
      '/limt | unknown_field | did you mean limit?',
    ]);
  });

  test('of few letters is similar only to names that differ in one letter', async () => {
    expect(await cure('copyOrder', { body: { changes: { nots: 'x', knot: 'x' } } })).toEqual([
      '/changes/nots | unknown_field | did you mean note?',
      expect.stringContaining('/changes/knot | unknown_field | leave it out, or use one of: '),
    ]);
  });

  test('that is similar to none gets the names of all fields that may be sent, without read-only ones', async () => {
    const body = { customerId: 'weber', services: [{ serviceId: 'crown', colour: 'A2' }] };
    expect(await cure('createOrder', { body })).toEqual([
      '/services/0/colour | unknown_field | leave it out, or use one of: lineId, serviceId, teeth, arch, pontics, ' +
        'quantity, unitPrice, shade, stumpShade, material, implant, note.',
    ]);
    expect(await cure('changeCustomer', { body: { customerId: 'novak' }, query: 'force=1', headers: ifMatch })).toEqual(
      ['/force | unknown_field | leave it out, or use one of: dryRun.'],
    );
  });

  test('in an object without fields is to be left out', async () => {
    expect(await cure('getOrder', { query: 'expand=lines' })).toEqual(['/expand | unknown_field | leave it out.']);
  });

  test('with a very long name is compared with no known name', async () => {
    const name = 'note'.repeat(50_000);
    expect(await cure('editOrder', { body: { [name]: 1 }, headers: ifMatch })).toEqual([
      expect.stringMatching(/ \| unknown_field \| leave it out, or use one of: clinic, /),
    ]);
  });
});

test('A reply has at most a hundred faults', async () => {
  const fields = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`x${index}`, 1]));
  const services = Array.from({ length: 100 }, () => ({ serviceId: 'crown', ...fields }));
  const faults = await faultsOf('createOrder', { body: { services } });
  expect(faults).toHaveLength(100);
  expect(faults.slice(58, 62)).toEqual([
    'body /services/0/x58 unknown_field',
    'body /services/0/x59 unknown_field',
    'body /services/1/x0 unknown_field',
    'body /services/1/x1 unknown_field',
  ]);
});

test('An empty filter of a subscription is refused: name something, or leave it out', async () => {
  const body = { url: 'https://apex.example/', types: [], tenants: [] };
  expect(await curesOf('putLabSubscription', { caller: laboratory, body })).toEqual([
    '/types | too_small | Give at least 1 item, or leave it out.',
    '/tenants | too_small | Give at least 1 item, or leave it out.',
  ]);
});

test('A secret that is sent is refused with how to rotate it', async () => {
  const body = { url: 'https://apex.example/', secret: 'whsec_AAAA' };
  expect(await curesOf('putLabSubscription', { caller: laboratory, body })).toEqual([
    '/secret | secret_not_sent | Leave it out; rotateSecret: true makes a new secret.',
  ]);
});
