import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test, vi } from 'vitest';
import type { Employee } from '#domain/catalog/employees.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  dynamodb,
  expectRefused,
  faultsIn,
  holding,
  itemOf,
  onlyPut,
  puts,
  reads,
} from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import {
  apex,
  at,
  bright,
  crown,
  dentist,
  eur,
  manager,
  novak,
  profile,
  technician,
  weber,
} from '#test/support/orders.ts';

const timo: Employee = {
  employeeId: 'timo',
  firstName: 'Timo',
  lastName: 'Berg',
  active: true,
  version: 1,
  updatedAt: at,
  updatedBy: { sub: 'maria', role: 'manager' },
};
const lena = itemOf.employee({ ...timo, employeeId: 'lena', firstName: 'Lena' });
const settings = 'T#northside#CATALOG SETTINGS';
const step = { templateId: 'mill', name: 'Mill', price: eur(300), leadDays: 3, per: 'unit', employeeId: 'lena' };
const service = { name: 'Crown', group: 'Fixed', price: eur(100_00), active: true, tasks: [step] };

/** Each PUT: id, body, the current item, and the keys that it reads in addition to settings and entry. */
const entries = {
  putCustomer: [
    'weber',
    { firstName: 'Anna', lastName: 'Berg', clinic: 'Weber Practice', active: true },
    itemOf.customer(weber),
    [],
  ],
  putEmployee: ['timo', { firstName: 'Timo', lastName: 'Quist', active: false }, itemOf.employee(timo), []],
  putService: ['zirconia-crown', service, itemOf.service(crown), ['T#northside#CATALOG EMPLOYEE#lena']],
  putLaboratory: [
    'apex-lab',
    { name: 'Apex Dental', active: true },
    itemOf.laboratory(apex),
    ['L#apex-lab#PROFILE PROFILE'],
  ],
} as const;

describe.each(Object.entries(entries))('%s', (name, [id, body, current, beside]) => {
  const put = (sent: Sent = {}) => call(name as keyof typeof entries, { params: { id }, body, ...sent });

  test('adds an entry that does not exist: 201', async () => {
    holding(lena);
    expect(await put()).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { version: 1 } });
    expect(onlyPut()).toMatchObject({
      ConditionExpression: 'attribute_not_exists(#version)',
      ExpressionAttributeNames: { '#version': 'version' },
      Item: { PK: 'T#northside#CATALOG', version: 1, updatedAt: at, updatedBy: { sub: 'maria', role: 'manager' } },
    });
  });

  test('replaces the current entry on condition of its version: 200', async () => {
    holding(current, lena);
    expect(await put()).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { version: 2 } });
    const { Item, ...condition } = onlyPut();
    expect(Item).toMatchObject({ PK: current.PK, SK: current.SK, version: 2 });
    expect(condition).toMatchObject({
      ConditionExpression: '#version = :read',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':read': 1 },
    });
  });

  test('reads settings, entry and what its rules need, in one consistent read', async () => {
    holding(current, lena);
    await put();
    expect(reads().map((keys) => keys.toSorted())).toEqual([
      [settings, `${current.PK} ${current.SK}`, ...beside].toSorted(),
    ]);
  });

  test('writes nothing when nothing changes', async () => {
    holding(current, lena);
    const { body: replaced } = await put();
    dynamodb.resetHistory();
    holding({ ...onlyKeys(current), ...replaced, connected: undefined }, lena);
    expect(await put()).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(puts()).toEqual([]);
  });

  test('honours If-Match', async () => {
    holding(current, lena);
    expect(await put({ headers: { 'if-match': '"1"' } })).toMatchObject({ status: 200 });
    dynamodb.resetHistory();
    const stale = await put({ headers: { 'if-match': '"3"' } });
    expectRefused(stale, 412, 'version_conflict');
    expect(stale.body).toMatchObject({ version: 1, fields: null });
    expectRefused(await put({ params: { id: 'none-yet' }, headers: { 'if-match': '"1"' } }), 412, 'version_conflict');
    expect(stale.headers['etag']).toBe('"1"');
    expect((await put({ headers: { 'if-match': '"3", "1"' } })).status).toBe(200);
    dynamodb.resetHistory();
    const none = await put({ params: { id: 'none-yet' }, headers: { 'if-match': '"1"' } });
    expect(none.headers).not.toHaveProperty('etag');
    const weak = await put({ headers: { 'if-match': 'W/"1"' } });
    expectRefused(weak, 412, 'version_conflict');
    expect(weak.body.detail).toMatch(/weak/i);
    expectRefused(await put({ headers: { 'if-match': '*' } }), 400, 'invalid_header');
  });

  test('with If-None-Match: * adds a new entry, and is 412 for an existing one', async () => {
    const onlyNew = { headers: { 'if-none-match': ' * ' } };
    holding(lena);
    expect(await put(onlyNew)).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    dynamodb.resetHistory();
    holding(current, lena);
    const answer = await put(onlyNew);
    expectRefused(answer, 412, 'version_conflict');
    expect(answer).toMatchObject({ headers: { etag: '"1"' }, body: { version: 1, fields: null } });
    const wrong = await put({ ...onlyNew, body: { ...body, version: 9 } });
    expectRefused(wrong, 412, 'version_conflict');
    // Both conditions must hold (RFC 9110, section 13.2.2), and never do: a new entry has no version.
    for (const items of [[lena], [current, lena]]) {
      holding(...items);
      const both = await put({ headers: { 'if-match': '"1"', 'if-none-match': '*' } });
      expectRefused(both, 412, 'version_conflict');
    }
  });

  test.each(['"1"', 'W/"1"', '"1", *', 'x', '', '*, *'])('with If-None-Match: %s is 400', async (tag) => {
    holding(lena);
    const answer = await put({ headers: { 'if-none-match': tag } });
    expectRefused(answer, 400, 'invalid_header');
    expect(faultsIn(answer)).toEqual(['header /If-None-Match invalid_header']);
    expect(dynamodb.calls()).toEqual([]);
  });

  test('with If-None-Match: * is 412 after a concurrent PUT, and succeeds if its own first reply was lost', async () => {
    const met = (Item: object) =>
      new ConditionalCheckFailedException({ $metadata: {}, message: 'met', Item: marshall(Item) });
    const onlyNew = { headers: { 'if-none-match': '*' } };
    vi.spyOn(Math, 'random').mockReturnValue(0);
    holding(lena);
    dynamodb.on(PutCommand).callsFake(({ Item }) => {
      throw met(Item);
    });
    expect(await put(onlyNew)).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    dynamodb.on(PutCommand).callsFake(() => {
      holding(current, lena);
      throw met(current);
    });
    expect(await put(onlyNew)).toMatchObject({ status: 412, headers: { etag: '"1"' }, body: { version: 1 } });
  });

  test('accepts read-only members sent back unchanged, and refuses them changed', async () => {
    holding(current, lena);
    const { body: shown } = await put();
    dynamodb.resetHistory();
    const item = { ...onlyKeys(current), ...shown, connected: undefined };
    holding(item, lena);
    expect(await put({ body: shown })).toMatchObject({ status: 200 });
    const answer = await put({ body: { ...shown, version: 9, updatedBy: null } });
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['body /version read_only', 'body /updatedBy read_only']);
  });

  test('names who put it, accepts that name sent back, and does not change when only the name of the caller has', async () => {
    const caller = { ...manager, name: 'Maria Berg' };
    holding(current, lena);
    const { body: shown } = await put({ caller });
    const updatedBy = { sub: 'maria', role: 'manager', name: 'Maria Berg' };
    expect(shown.updatedBy).toEqual(updatedBy);
    expect(onlyPut().Item['updatedBy']).toEqual(updatedBy);
    dynamodb.resetHistory();
    holding({ ...onlyKeys(current), ...shown, connected: undefined }, lena);
    for (const name of ['Maria Quist', undefined])
      expect(await put({ caller: { ...manager, name }, body: shown })).toMatchObject({ status: 200, body: shown });
    expect(puts()).toEqual([]);
    const renamed = await put({ body: { ...shown, updatedBy: { ...updatedBy, name: 'Maria Quist' } } });
    expect(faultsIn(renamed)).toEqual(['body /updatedBy read_only']);
  });

  test('is repeated after a concurrent write, and with If-Match is 412', async () => {
    const fault = new ConditionalCheckFailedException({ $metadata: {}, message: 'met' });
    holding(current, lena);
    dynamodb.on(PutCommand).rejectsOnce(fault).resolves({});
    expect(await put()).toMatchObject({ status: 200 });
    expect(reads()).toHaveLength(2);
    dynamodb.on(PutCommand).rejects(fault);
    vi.spyOn(Math, 'random').mockReturnValue(0);
    dynamodb.resetHistory();
    expect(await put()).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(puts()).toHaveLength(10);
  });
});

const onlyKeys = ({ PK, SK }: { PK: string; SK: string }) => ({ PK, SK });

describe('A PUT with If-Match whose first reply was lost', () => {
  const put = () =>
    call('putEmployee', { params: { id: 'timo' }, body: entries.putEmployee[1], headers: { 'if-match': '"1"' } });
  const met = (item: object) =>
    new ConditionalCheckFailedException({ $metadata: {}, message: 'met', Item: marshall(item) });

  test('succeeds if the current entry is what was sent', async () => {
    holding(itemOf.employee(timo));
    dynamodb.on(PutCommand).callsFake(({ Item }) => {
      throw met(Item);
    });
    expect(await put()).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(onlyPut().ReturnValuesOnConditionCheckFailure).toBe('ALL_OLD');
  });

  test('is 412 if the current entry is another person’s', async () => {
    const other = itemOf.employee({ ...timo, version: 2, lastName: 'Other' });
    holding(itemOf.employee(timo));
    dynamodb.on(PutCommand).callsFake(() => {
      holding(other);
      throw met(other);
    });
    expect(await put()).toMatchObject({ status: 412, body: { version: 2 } });
  });
});

test('A service’s prices are in the tenant’s currency and its technicians are the tenant’s own', async () => {
  holding();
  const usd = { amount: 1, currency: 'USD' };
  const answer = await call('putService', {
    params: { id: 'crown' },
    body: { ...service, price: usd, tasks: [step, { ...step, templateId: 'glaze', price: usd, employeeId: 'nobody' }] },
  });
  expectRefused(answer, 422, 'validation_failed');
  expect(faultsIn(answer)).toEqual([
    'body /price/currency other_currency',
    'body /tasks/0/employeeId unknown_employee',
    'body /tasks/1/price/currency other_currency',
    'body /tasks/1/employeeId unknown_employee',
  ]);
});

test('The reply to a PUT of a laboratory says if it is connected', async () => {
  holding(itemOf.profile(profile({ name: 'Apex Dental Laboratory', tenants: ['lakeview'] })));
  const body = { name: 'Apex', active: true };
  const connected = await call('putLaboratory', { params: { id: 'apex-lab' }, body });
  expect(connected.body.connected).toEqual({ name: 'Apex Dental Laboratory' });
  expect(onlyPut().Item).not.toHaveProperty('connected');
  expect((await call('putLaboratory', { params: { id: 'apex-lap' }, body })).body.connected).toBeNull();
});

test('A laboratory that connects or calls itself otherwise changes the ETag of its entry, and makes no PUT fail that sends back what was shown before', async () => {
  const asked = { params: { id: 'apex-lab' } };
  holding(itemOf.laboratory(apex));
  const first = await call('getLaboratory', asked);
  expect([first.headers['etag'], first.body.connected]).toEqual(['"1"', null]);
  let known = `${first.headers['etag']}`;
  for (const name of ['Apex', 'Apex & Co']) {
    const version = name.length;
    holding(itemOf.laboratory(apex), itemOf.profile(profile({ name, version })));
    const { status, headers, body } = await call('getLaboratory', { ...asked, headers: { 'if-none-match': known } });
    expect([status, headers['etag'], body.connected]).toEqual([200, `"1-${version}"`, { name }]);
    known = `${headers['etag']}`;
    const back = { headers: { 'if-match': `${first.headers['etag']}` }, body: { ...first.body, address: 'Here' } };
    const put = await call('putLaboratory', { ...asked, ...back });
    expect([put.status, put.headers['etag'], put.body.connected]).toEqual([200, `"2-${version}"`, { name }]);
  }
});

test('A service says how long its work takes: computed, taken back as it was shown, and never stored', async () => {
  holding(lena);
  const put = (body: object) => call('putService', { params: { id: 'crown' }, body });
  const { body: shown } = await put({ ...service, tasks: [step, { ...step, templateId: 'glaze', leadDays: 8 }] });
  expect(shown.leadDays).toBe(8);
  const { Item } = onlyPut();
  expect(Item).not.toHaveProperty('leadDays');

  holding({ ...onlyKeys(itemOf.service({ ...crown, serviceId: 'crown' })), ...Item }, lena);
  expect((await call('getService', { params: { id: 'crown' }, caller: dentist })).body.leadDays).toBe(8);
  expect((await put({ ...shown, tasks: [step] })).body.leadDays).toBe(3);
  expect(faultsIn(await put({ ...shown, leadDays: 9 }))).toEqual(['body /leadDays read_only']);
});

const novel = { ...bright, laboratoryId: 'novel-lab' };

describe('One entry of the catalogue', () => {
  const current = {
    getCustomer: ['weber', itemOf.customer(weber), itemOf.customer({ ...weber, active: false })],
    getEmployee: ['timo', itemOf.employee(timo), itemOf.employee({ ...timo, active: false })],
    getService: ['zirconia-crown', itemOf.service(crown), itemOf.service({ ...crown, active: false })],
    getLaboratory: ['apex-lab', itemOf.laboratory(apex), itemOf.laboratory({ ...apex, active: false })],
  } as const;
  type Get = keyof typeof current;
  const get = (name: Get, sent: Sent = {}) => call(name, { params: { id: current[name][0] }, ...sent });

  test.each(Object.keys(current) as Get[])(
    '%s gives managers the entry as its list and its PUT show it, by one consistent read',
    async (name) => {
      const [id, item, off] = current[name];
      for (const stands of [item, off]) {
        holding(stands);
        const { PK: _, SK: _id, ...entry } = stands;
        expect(await get(name)).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: entry });
      }
      const beside = name === 'getLaboratory' ? ['L#apex-lab#PROFILE PROFILE'] : [];
      expect(reads().map((keys) => keys.toSorted())).toEqual(Array(2).fill([...beside, `${item.PK} ${item.SK}`]));
      expectRefused(await get(name, { params: { id: `${id}-2` } }), 404, 'not_found');
    },
  );

  test.each([
    ['a dentist another', dentist, 'getCustomer', { params: { id: 'novak' } }],
    ['a technician a', technician, 'getCustomer', {}],
  ] as const)('shows %s customer like one that is not there', async (_, caller, name, sent) => {
    holding(itemOf.customer(weber), itemOf.customer(novak));
    const never = await get(name, { caller, params: { id: 'nobody' } });
    expectRefused(never, 404, 'not_found');
    expect(await get(name, { ...sent, caller })).toEqual(never);
  });

  test('shows a dentist their own and what is active, without task templates, and a technician no price either', async () => {
    holding(
      itemOf.customer({ ...weber, active: false }),
      itemOf.service({ ...crown, tasks: [{ ...step, per: 'unit' }] }),
    );
    expect((await get('getCustomer', { caller: dentist })).body.customerId).toBe('weber');
    expect((await get('getService')).body.tasks).toHaveLength(1);
    const ofDentist = (await get('getService', { caller: dentist })).body;
    expect(ofDentist.price).toEqual(eur(119_00));
    expect(ofDentist).not.toHaveProperty('tasks');
    const ofTechnician = (await get('getService', { caller: technician })).body;
    expect(ofTechnician).not.toHaveProperty('tasks');
    expect(ofTechnician).not.toHaveProperty('price');
  });

  test('that is inactive exists only for managers, and that of another tenant for nobody', async () => {
    holding(current.getService[2], current.getLaboratory[2], itemOf.employee(timo));
    for (const caller of [dentist, technician])
      for (const name of ['getService', 'getLaboratory'] as const)
        expectRefused(await get(name, { caller }), 404, 'not_found');
    for (const name of Object.keys(current) as Get[])
      expectRefused(await get(name, { caller: { ...manager, tenantId: 'lakeview' } }), 404, 'not_found');
    expectRefused(await get('getEmployee', { caller: dentist }), 403, 'forbidden');
  });

  test('of a laboratory says if it is connected', async () => {
    holding(itemOf.laboratory(apex), itemOf.laboratory(bright), itemOf.profile(profile({ name: 'Apex Dental' })));
    for (const [id, connected] of [
      ['apex-lab', { name: 'Apex Dental' }],
      ['bright-lab', null],
    ] as const)
      expect((await get('getLaboratory', { params: { id }, caller: dentist })).body.connected).toEqual(connected);
  });
});

describe('Lists of the catalogue', () => {
  const current = {
    listCustomers: [itemOf.customer(novak), itemOf.customer({ ...weber, active: false })],
    listEmployees: [itemOf.employee(timo)],
    listServices: [
      itemOf.service({ ...crown, tasks: [{ ...step, per: 'unit' }] }),
      itemOf.service({ ...crown, serviceId: 'old', active: false }),
    ],
    listLaboratories: [itemOf.laboratory(apex)],
  };
  const prefix = {
    listCustomers: 'CUSTOMER#',
    listEmployees: 'EMPLOYEE#',
    listServices: 'SERVICE#',
    listLaboratories: 'LABORATORY#',
  };
  type List = keyof typeof current;

  const list = (name: List, sent: Sent = {}, items: object[] = current[name]) => {
    dynamodb.on(QueryCommand).resolves({ Items: items.map((item) => ({ ...item })) });
    return call(name, sent);
  };
  const query = () => dynamodb.commandCalls(QueryCommand).at(-1)?.args[0].input;

  test.each(Object.keys(current) as List[])('%s is one consistent query of its kind', async (name) => {
    holding();
    expect(await list(name)).toMatchObject({ status: 200, body: { nextCursor: null } });
    expect(dynamodb.commandCalls(QueryCommand)).toHaveLength(1);
    expect(reads()).toEqual(name === 'listLaboratories' ? [['L#apex-lab#PROFILE PROFILE']] : []);
    expect(query()).toMatchObject({
      ConsistentRead: true,
      Limit: 26,
      ExpressionAttributeValues: {
        ':partition': 'T#northside#CATALOG',
        ':first': prefix[name],
        ':last': `${prefix[name]}~`,
      },
    });
  });

  test('show managers everything, with task templates', async () => {
    const { body } = await list('listServices');
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({ tasks: [{ templateId: 'mill', price: eur(300) }] });
    expect(body.items[0]).not.toHaveProperty('PK');
  });

  test('show dentists what is active, without task templates, and technicians no prices either', async () => {
    const ofDentist = (await list('listServices', { caller: dentist })).body.items;
    expect(ofDentist).toHaveLength(1);
    expect(ofDentist[0]).toMatchObject({ serviceId: 'zirconia-crown', price: eur(119_00) });
    expect(ofDentist[0]).not.toHaveProperty('tasks');
    const [ofTechnician] = (await list('listServices', { caller: technician })).body.items;
    expect(ofTechnician).not.toHaveProperty('tasks');
    expect(ofTechnician).not.toHaveProperty('price');
  });

  test('of services say to everybody how many working days the work takes, which the tasks say to managers alone', async () => {
    for (const caller of [manager, dentist, technician])
      expect((await list('listServices', { caller })).body.items[0]).toMatchObject({ leadDays: 3 });
  });

  test('of laboratories say which are connected, in one read for the page', async () => {
    holding(itemOf.profile(profile({ name: 'Apex Dental Laboratory' })));
    const items = [apex, bright, { ...novel, active: false }].map(itemOf.laboratory);
    const ofManager = (await list('listLaboratories', {}, items)).body.items;
    expect(ofManager.map(({ connected }: { connected: unknown }) => connected)).toEqual([
      { name: 'Apex Dental Laboratory' },
      null,
      null,
    ]);
    const ofDentist = (await list('listLaboratories', { caller: dentist }, items)).body.items;
    expect(ofDentist).toMatchObject([{ laboratoryId: 'apex-lab', connected: { name: expect.anything() } }, {}]);
    const profileOf = (id: string) => `L#${id}#PROFILE PROFILE`;
    expect(reads()).toEqual([
      ['apex-lab', 'bright-lab', 'novel-lab'].map(profileOf),
      ['apex-lab', 'bright-lab'].map(profileOf),
    ]);
    dynamodb.reset();
    expect((await list('listLaboratories', {}, [])).body.items).toEqual([]);
    expect(dynamodb.calls()).toHaveLength(1);
  });

  test('of customers show a dentist only themselves, and a technician none', async () => {
    await list('listCustomers', { caller: dentist }, [itemOf.customer(weber)]);
    expect(query()?.ExpressionAttributeValues).toMatchObject({ ':first': 'CUSTOMER#weber', ':last': 'CUSTOMER#weber' });
    dynamodb.reset();
    expect(await list('listCustomers', { caller: technician })).toMatchObject({ status: 200, body: { items: [] } });
    expect(dynamodb.calls()).toEqual([]);
  });

  test('continue with a cursor, for the same caller and kind only', async () => {
    const { headers, body } = await list('listCustomers', { query: 'limit=1' });
    expect(body.items).toMatchObject([{ customerId: 'novak' }]);
    expect(headers['link']).toBe(`</v1/customers?limit=1&cursor=${body.nextCursor}>; rel="next"`);
    await list('listCustomers', { query: `cursor=${body.nextCursor}` }, []);
    expect(query()?.ExpressionAttributeValues).toMatchObject({ ':first': 'CUSTOMER#novak!' });
    dynamodb.reset();
    const refused = [
      await call('listLaboratories', { query: `cursor=${body.nextCursor}` }),
      await call('listCustomers', { query: `cursor=${body.nextCursor}`, caller: dentist }),
      await call('listCustomers', { query: `cursor=${body.nextCursor}`, caller: { ...manager, tenantId: 'lakeview' } }),
      await call('listCustomers', { query: 'cursor=garbage' }),
    ];
    for (const answer of refused) {
      expectRefused(answer, 422, 'validation_failed');
      expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
    }
    expect(dynamodb.calls()).toEqual([]);
  });
});
