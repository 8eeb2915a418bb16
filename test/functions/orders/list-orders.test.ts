import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, faultsIn, holding, itemOf } from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { complete, dentist, draft, laboratory, manager, technician } from '#test/support/orders.ts';

const list = (query = '', sent: Sent = {}) => call('listOrders', { query, ...sent });

const since = (digit: number) => `2026-12-11T09:30:00.00${9 - digit}Z`;

const order = (digit: number, other: Partial<Order> = {}): Order => ({
  ...draft(complete),
  number: String(digit).repeat(10),
  statusSince: since(digit),
  dueDate: `2026-12-1${digit}`,
  ...other,
});

/** Mocks the pages that queries return, one after another. */
function finding(...pages: Order[][]): void {
  let turn = 0;
  dynamodb.on(QueryCommand).callsFake(() => {
    const Items = (pages[turn] ?? []).map(itemOf.order);
    turn += 1;
    return { Items, ...(turn < pages.length && { LastEvaluatedKey: { PK: `after ${turn}`, SK: 'ORDER' } }) };
  });
}

const queries = () => dynamodb.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);

/** The queries of a list, one a line: index, partition, how the sort keys begin (or from what to what), and direction. */
async function question(query: string, sent: Sent = {}) {
  dynamodb.reset();
  finding([]);
  expect(await list(query, sent)).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  expect(dynamodb.calls()).toHaveLength(queries().length);
  return queries().map(({ IndexName, ExpressionAttributeValues, ScanIndexForward, KeyConditionExpression }) => {
    expect(KeyConditionExpression).toBe('#PK = :partition AND #SK BETWEEN :from AND :to');
    const { ':partition': partition, ':from': from, ':to': to } = ExpressionAttributeValues ?? {};
    const range = [from.trim(), to.replace('\u{10FFFF}', '')];
    const keys = range[0] === range[1] ? range.slice(1) : [range.join(' to ')];
    return [IndexName, partition, ...keys.filter(Boolean), ScanIndexForward ? 'ascending' : 'newest first'].join(' | ');
  });
}

describe('A list is one query of one index:', () => {
  test.each<[string, Sent, string]>([
    ['', {}, 'byStatus | T#northside#draft | newest first'],
    ['status=published', {}, 'byStatus | T#northside#published | newest first'],
    ['customerId=novak', {}, 'byCustomer | T#northside#C#novak | draft# | newest first'],
    ['customerId=novak&status=cancelled', {}, 'byCustomer | T#northside#C#novak | cancelled# | newest first'],
    ['', { caller: dentist }, 'byCustomer | T#northside#C#weber | draft# | newest first'],
    ['status=published', { caller: dentist }, 'byCustomer | T#northside#C#weber | published# | newest first'],
    ['customerId=weber', { caller: dentist }, 'byCustomer | T#northside#C#weber | draft# | newest first'],
    ['', { caller: technician }, 'byStatus | T#northside#published | newest first'],
    ['', { caller: { ...manager, tenantId: 'lakeview' } }, 'byStatus | T#lakeview#draft | newest first'],
    ['sort=due', {}, 'byDue | T#northside#draft | ascending'],
    ['sort=due&status=published', {}, 'byDue | T#northside#published | ascending'],
    ['sort=due', { caller: technician }, 'byDue | T#northside#published | ascending'],
    ['sort=due&customerId=novak', {}, 'byCustomerDue | T#northside#C#novak#draft | ascending'],
    ['sort=due&status=published', { caller: dentist }, 'byCustomerDue | T#northside#C#weber#published | ascending'],
    [
      'sort=due&dueFrom=2026-12-11&dueTo=2026-12-14',
      {},
      'byDue | T#northside#draft | 2026-12-11 to 2026-12-14 | ascending',
    ],
    ['sort=due&dueTo=2026-12-14', {}, 'byDue | T#northside#draft |  to 2026-12-14 | ascending'],
    ['sort=due&dueFrom=2026-12-14', {}, 'byDue | T#northside#draft | 2026-12-14 to  | ascending'],
    [
      'sort=due&customerId=novak&dueFrom=2026-12-11&dueTo=2026-12-11',
      {},
      'byCustomerDue | T#northside#C#novak#draft | 2026-12-11 | ascending',
    ],
    ['patient=fer', {}, 'byPatient | T#northside#PATIENT | fer | ascending'],
    ['patient=Ł%C3%98rd', {}, 'byPatient | T#northside#PATIENT | lord | ascending'],
    ['patient=Ćwikła%20', {}, 'byPatient | T#northside#PATIENT | cwikla | ascending'],
    ['patient=Їжак', {}, 'byPatient | T#northside#PATIENT | їжак | ascending'],
    ['awaiting=clinic', {}, 'byAnswer | T#northside#ANSWER | newest first'],
    ['awaiting=clinic', { caller: dentist }, 'byAnswer | T#northside#ANSWER | newest first'],
    ['patient=Wei%C3%9F', { caller: dentist }, 'byPatient | T#northside#PATIENT | weiss | ascending'],
  ])('?%s', async (query, sent, expected) => {
    expect(await question(query, sent)).toEqual([expected]);
  });
});

describe('A list of several statuses is one query for each of them that the caller sees:', () => {
  test.each<[string, Sent, string[]]>([
    [
      'status=cancelled&status=draft&status=draft',
      {},
      ['byStatus | T#northside#draft | newest first', 'byStatus | T#northside#cancelled | newest first'],
    ],
    [
      'status=draft&status=published',
      { caller: dentist },
      [
        'byCustomer | T#northside#C#weber | draft# | newest first',
        'byCustomer | T#northside#C#weber | published# | newest first',
      ],
    ],
    [
      'status=draft&status=published&sort=due&dueTo=2026-12-14',
      {},
      [
        'byDue | T#northside#draft |  to 2026-12-14 | ascending',
        'byDue | T#northside#published |  to 2026-12-14 | ascending',
      ],
    ],
    ['status=draft&status=published', { caller: technician }, ['byStatus | T#northside#published | newest first']],
  ])('?%s', async (query, sent, expected) => {
    expect(await question(query, sent)).toEqual(expected);
  });
});

test('A dentist who names another customer is refused before any read', async () => {
  const answer = await list('customerId=novak', { caller: dentist });
  expectRefused(answer, 403, 'forbidden');
  expect(faultsIn(answer)).toEqual(['query /customerId forbidden']);
  expect(dynamodb.calls()).toEqual([]);
});

test('A technician who asks for drafts or cancelled orders gets an empty list, before any read', async () => {
  for (const status of ['draft', 'cancelled']) {
    const answer = await list(`status=${status}`, { caller: technician });
    expect(answer).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  }
  expect(dynamodb.calls()).toEqual([]);
});

test('A laboratory has no list here', async () => {
  expectRefused(await list('', { caller: laboratory }), 403, 'forbidden');
});

test.each([
  [2, 503, 'try_again'],
  [1, 500, 'internal_error'],
])('A row of schema %i that cannot be read is a %i', async (schema, status, code) => {
  dynamodb
    .on(QueryCommand)
    .resolves({ Items: [itemOf.order(order(1)), { ...itemOf.order(order(2)), schema, status: 'held' }] });
  const answer = await list();
  expect(answer).toMatchObject({ status, body: { code } });
  expect(answer.headers['retry-after']).toBe(status === 503 ? '1' : undefined);
});

test('A row shows what a list needs and nothing else', async () => {
  finding([order(1)]);
  const { body } = await list();
  expect(Object.keys(body.items[0])).toEqual([
    'number',
    'status',
    'statusSince',
    'source',
    'customerId',
    'customer',
    'clinic',
    'laboratoryId',
    'patient',
    'toothNotation',
    'servicesInBrief',
    'missing',
    'dueDate',
    'createdAt',
    'publishedAt',
    'revision',
    'promisedDate',
    'hold',
    'purpose',
    'carrier',
    'trackingNumber',
    'returned',
  ]);
  expect(body.items[0].customer).toEqual({ firstName: 'Anna', lastName: 'Weber' });
});

test('A row says what is ordered and what a draft lacks, in brief', async () => {
  const services = [
    { serviceId: 'zirconia-crown', teeth: ['UR1', 'UL1'] },
    { serviceId: 'full-denture', arch: 'lower' },
  ];
  finding([draft({ toothNotation: 'Palmer', services })]);
  expect((await list()).body.items).toMatchObject([
    {
      toothNotation: 'Palmer',
      servicesInBrief: {
        services: [
          { name: 'The zirconia-crown', quantity: 2, teeth: ['UR1', 'UL1'] },
          { name: 'The full-denture', quantity: 1, teeth: [], arch: 'lower' },
        ],
        more: 0,
      },
      missing: ['laboratory_missing', 'patient_missing', 'due_date_missing', 'shade_missing'],
    },
  ]);
});

test('An order that is found in two statuses, because it moved meanwhile, is shown once, in the later one', async () => {
  const before = order(2, { statusSince: '2026-12-11T09:30:00.000Z' });
  const after = { ...before, status: 'published' as const, statusSince: '2026-12-11T09:30:01.000Z' };
  for (const query of ['', 'sort=due&'])
    for (const statuses of ['status=draft&status=published', 'status=published&status=draft']) {
      dynamodb.on(QueryCommand).callsFake(({ ExpressionAttributeValues: { ':partition': partition } }) => ({
        Items: partition.endsWith('draft') ? [itemOf.order(before), itemOf.order(order(3))] : [itemOf.order(after)],
      }));
      const { body } = await list(query + statuses);
      const shown = body.items.map(({ number, status }: Order) => `${number} ${status}`);
      expect(shown.toSorted()).toEqual(['2222222222 published', '3333333333 draft']);
    }
});

test('A search by patient leaves out orders that the caller may not see', async () => {
  finding([order(1), order(2, { customerId: 'novak' }), order(3)]);
  const { body } = await list('patient=fer', { caller: dentist });
  expect(body.items.map(({ number }: Order) => number)).toEqual(['1111111111', '3333333333']);
  finding([order(1), order(2, { status: 'published' })]);
  const found = await list('patient=fer', { caller: technician });
  expect(found.body.items.map(({ number }: Order) => number)).toEqual(['2222222222']);
});

test('A page without visible orders is continued, for a few queries at most', async () => {
  const others = (digit: number) => [order(digit, { customerId: 'novak' })];
  finding(others(1), others(2), [order(3)], []);
  expect((await list('patient=fer&limit=1', { caller: dentist })).body.items).toHaveLength(1);
  dynamodb.reset();
  finding(...Array.from({ length: 12 }, (_, digit) => others(digit % 10)));
  const { status, body } = await list('patient=fer&limit=1', { caller: dentist });
  expect(queries()).toHaveLength(10);
  expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([422, '/patient', 'search_too_wide']);
});

test('A page of marks without visible orders is empty, and its cursor goes on after them and names none', async () => {
  const moment = '2026-12-11T09:30:00.000Z';
  const others = Array.from({ length: 3 }, (_, digit) => order(digit + 1, { customerId: 'novak' }));
  holding(...others.map(itemOf.order));
  dynamodb.on(QueryCommand).callsFake(() => {
    const marks = others.map(({ number }) => {
      const place = { byAnswerPK: 'T#northside#ANSWER', byAnswerSK: `${moment}#${number}` };
      return { ...keys.answer('northside', number), number, ...place };
    });
    return { Items: marks, LastEvaluatedKey: marks.at(-1) };
  });
  const { status, body } = await list('awaiting=clinic&limit=1', { caller: dentist });
  expect([status, body.items]).toEqual([200, []]);
  expect(queries().map(({ Limit }) => Limit)).toEqual([2, ...Array(9).fill(100)]);
  expect(Buffer.from(body.nextCursor, 'base64url').toString()).not.toMatch(/1111111111|2222222222|3333333333/);

  await list(`awaiting=clinic&limit=1&cursor=${body.nextCursor}`, { caller: dentist });
  expect(queries()[10]).toMatchObject({
    ExclusiveStartKey: { ...keys.answer('northside', 'FFFFFFFFFF'), byAnswerSK: `${moment}#FFFFFFFFFF` },
  });
});

test('No cursor contains the number of an order that the caller may not see', async () => {
  const others = order(3, { customerId: 'novak' });
  finding([order(1), order(2), others], [others]);
  const { body } = await list('patient=fer&limit=1', { caller: dentist });
  expect(body.items).toHaveLength(1);
  expect(Buffer.from(body.nextCursor, 'base64url').toString()).toContain(order(1).number);
});

test.each<[string, Order, Sent, number]>([
  ['an own order', order(3), { caller: dentist }, 200],
  ['the order of another dentist', order(3, { customerId: 'novak' }), { caller: dentist }, 422],
  ['a draft, by a technician', order(3), { caller: technician }, 422],
  ['what is published, by a technician', order(3, { status: 'published' }), { caller: technician }, 200],
])(
  'A cursor that was forged to name %s opens what exists for its caller, and tells of nothing else',
  async (_, named, sent, status) => {
    finding([order(1, { status: 'published' }), order(2, { status: 'published' })]);
    const { body } = await list('patient=fer&limit=1', sent);
    const [, seal] = JSON.parse(Buffer.from(body.nextCursor, 'base64url').toString());
    const position = { number: named.number };
    const forged = Buffer.from(JSON.stringify([position, seal])).toString('base64url');
    dynamodb.reset();
    holding(itemOf.order(named));
    finding([]);
    const answer = await list(`patient=fer&limit=1&cursor=${forged}`, sent);
    expect(answer.status).toBe(status);
    expect(dynamodb.commandCalls(GetCommand)).toHaveLength(1);
    expect(queries()).toHaveLength(status === 200 ? 1 : 0);
    if (status === 422) expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
  },
);

describe('The next page', () => {
  const firstPage = async (query: string, sent: Sent = {}) => {
    finding([order(1), order(2), order(3)]);
    const answer = await list(`${query}&limit=2`, sent);
    dynamodb.reset();
    expect(answer.body.items).toHaveLength(2);
    return answer;
  };
  const cursorOf = async (query: string, sent: Sent = {}): Promise<string> =>
    (await firstPage(query, sent)).body.nextCursor;

  test('is linked, with its filter, limit and cursor', async () => {
    const { headers, body } = await firstPage('status=published&customerId=weber');
    expect(headers['link']).toBe(
      `</v1/orders?status=published&customerId=weber&limit=2&cursor=${body.nextCursor}>; rel="next"`,
    );
    expect(body.nextCursor).toMatch(/^[\w-]+$/);
  });

  test('asks one more than the limit, and the last page has no next', async () => {
    finding([order(1), order(2)]);
    const { headers, body } = await list('limit=2');
    expect(queries()[0]?.Limit).toBe(3);
    expect(body).toMatchObject({ nextCursor: null });
    expect(body.items).toHaveLength(2);
    expect(headers).not.toHaveProperty('link');
  });

  test.each([
    ['status=draft', { byStatusPK: 'T#northside#draft', byStatusSK: '2026-12-11T09:30:00.007Z#2222222222' }],
    [
      'customerId=weber',
      { byCustomerPK: 'T#northside#C#weber', byCustomerSK: 'draft#2026-12-11T09:30:00.007Z#2222222222' },
    ],
    ['sort=due&dueFrom=2026-12-11', { byDuePK: 'T#northside#draft', byDueSK: '2026-12-12#2222222222' }],
    [
      'sort=due&customerId=weber',
      { byCustomerDuePK: 'T#northside#C#weber#draft', byCustomerDueSK: '2026-12-12#2222222222' },
    ],
  ])('of ?%s starts after the last row, with no read but the query', async (query, filed) => {
    const cursor = await cursorOf(query);
    finding([order(3)]);
    expect((await list(`${query}&cursor=${cursor}`)).body.items).toHaveLength(1);
    expect(queries()[0]?.ExclusiveStartKey).toEqual({ PK: 'T#northside#O#2222222222', SK: 'ORDER', ...filed });
    expect(dynamodb.calls()).toHaveLength(1);
  });

  test('of patients has a cursor without names', async () => {
    const cursor = await cursorOf('patient=fer');
    expect(Buffer.from(cursor, 'base64url').toString()).not.toMatch(/fer/i);
    holding(itemOf.order(order(2)));
    finding([order(3)]);
    expect(await list(`patient=fer&cursor=${cursor}`)).toMatchObject({ status: 200 });
    expect(queries()[0]?.ExclusiveStartKey).toEqual({
      PK: 'T#northside#O#2222222222',
      SK: 'ORDER',
      byPatientPK: 'T#northside#PATIENT',
      byPatientSK: 'ferrari',
    });
    expect(dynamodb.commandCalls(GetCommand)).toHaveLength(1);
  });

  test.each<[string, Partial<Order>]>([
    ['another name', { patient: { lastName: 'Smith' } }],
    ['no name', { patient: {} }],
  ])('of patients after an order that has %s by now has to start again', async (_, changed) => {
    const cursor = await cursorOf('patient=fer');
    holding(itemOf.order(order(2, changed)));
    const answer = await list(`patient=fer&cursor=${cursor}`);
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
    expect(queries()).toEqual([]);
  });

  test('may have another length', async () => {
    const cursor = await cursorOf('status=draft');
    finding([]);
    expect(await list(`status=draft&limit=100&cursor=${cursor}`)).toMatchObject({ status: 200 });
  });

  test('still works after the caller was renamed', async () => {
    const cursor = await cursorOf('status=draft', { caller: { ...manager, name: 'Maria Berg' } });
    for (const caller of [{ ...manager, name: 'Maria Quist' }, manager]) {
      finding([]);
      expect(await list(`status=draft&cursor=${cursor}`, { caller })).toMatchObject({ status: 200 });
    }
  });

  describe('is refused, before any read, with a cursor', () => {
    const refused = async (query: string, cursor: string, sent: Sent = {}) => {
      const answer = await list(`${query}&cursor=${encodeURIComponent(cursor)}`, sent);
      expectRefused(answer, 422, 'validation_failed');
      expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
      expect(dynamodb.calls()).toEqual([]);
    };

    test.each<[string, Sent]>([
      ['of another tenant', { caller: { ...manager, tenantId: 'lakeview' } }],
      ['of another manager', { caller: { ...manager, sub: 'mirko' } }],
      ['of another role', { caller: technician }],
    ])('%s', async (_, sent) => {
      await refused('status=published', await cursorOf('status=published'), sent);
    });

    test.each([
      ['status=draft', 'status=published'],
      ['status=draft', 'customerId=weber'],
      ['status=draft', 'status=draft&customerId=weber'],
      ['customerId=weber', 'customerId=novak'],
      ['patient=fer', 'patient=ferr'],
      ['patient=fer', 'status=draft'],
      ['status=draft', 'status=draft&status=published'],
      ['status=draft', 'status=draft&sort=due'],
      ['sort=due', 'sort=due&dueFrom=2026-12-01'],
      ['sort=due&dueTo=2026-12-20', 'sort=due&dueTo=2026-12-21'],
    ])('of ?%s for ?%s', async (from, to) => {
      await refused(to, await cursorOf(from));
    });

    test('of another kind of list', async () => {
      dynamodb.on(QueryCommand).resolves({ Items: [] });
      const { body } = await firstPage('status=draft');
      const answer = await call('listCustomers', { query: `cursor=${body.nextCursor}` });
      expectRefused(answer, 422, 'validation_failed');
      expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
    });

    test('of a place that its list does not have', async () => {
      const query = 'sort=due&dueFrom=2026-12-11&dueTo=2026-12-13';
      const [position, seal] = JSON.parse(Buffer.from(await cursorOf(query), 'base64url').toString());
      for (const at of ['2026-12-10', '2026-12-14', '2027-01-01T00:00:00.000Z'])
        await refused(query, Buffer.from(JSON.stringify([{ ...position, at }, seal])).toString('base64url'));
    });

    test('that is garbage', async () => {
      const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const [position, seal] = JSON.parse(Buffer.from(await cursorOf('status=draft'), 'base64url').toString());
      const garbage = ['x', '%', '💥', '__proto__', 'null', json(null), json([]), json({}), json(7), json([position])];
      const forged = [
        [position, `${seal}x`],
        [position, seal, 1],
        [{ ...position, number: '#T#lakeview' }, seal],
        [{ ...position, at: 'z' }, seal],
        [{ number: position.number }, seal],
        [{ ...position, at: undefined, tenantId: 'northside' }, seal],
      ].map(json);
      for (const cursor of [...garbage, ...forged]) await refused('status=draft', cursor);
    });
  });
});
