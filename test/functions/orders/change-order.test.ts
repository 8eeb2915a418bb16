import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  catalogue,
  dynamodb,
  expectRefused,
  faultsIn,
  holding,
  itemOf,
  meeting,
  onlyPut,
  puts,
  reads,
} from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import {
  apex,
  complete,
  crown,
  dentist,
  draft,
  manager,
  novak,
  profile,
  technician,
  weber,
} from '#test/support/orders.ts';

type Change = 'editOrder' | 'changeCustomer' | 'cancelOrder' | 'publishOrder';

const orderAndSettings = ['T#northside#CATALOG SETTINGS', 'T#northside#O#E33E1B813D ORDER'];
const of = (...entries: string[]) => entries.map((entry) => `T#northside#CATALOG ${entry}`);
const ifMatch = { 'if-match': '"1"' };

/** Changes of an order, with the keys of the catalogue entries that each reads. */
const changes: [string, Change, Sent, string[]][] = [
  ['an edit of the note', 'editOrder', { body: { note: 'Call first' } }, []],
  ['an edit of patient and dates', 'editOrder', { body: { patient: { firstName: 'Ada' }, dueDate: '2026-12-21' } }, []],
  [
    'an edit with a new line, laboratory and clinic',
    'editOrder',
    {
      body: {
        services: [
          { serviceId: 'zirconia-crown', teeth: ['21'] },
          { serviceId: 'zirconia-crown', teeth: ['22'] },
        ],
        laboratoryId: 'bright-lab',
        clinic: 'Harbour Clinic',
      },
    },
    [...of('CUSTOMER#weber', 'LABORATORY#bright-lab', 'SERVICE#zirconia-crown'), 'L#bright-lab#PROFILE PROFILE'],
  ],
  ['another customer', 'changeCustomer', { body: { customerId: 'novak' } }, of('CUSTOMER#novak')],
  ['cancelling', 'cancelOrder', { body: { reason: 'Not needed' } }, []],
  [
    'publishing',
    'publishOrder',
    { body: {} },
    [...of('CUSTOMER#weber', 'LABORATORY#apex-lab', 'SERVICE#zirconia-crown'), 'L#apex-lab#PROFILE PROFILE'],
  ],
];

describe.each(changes)('One read and one write: %s', (_, name, sent, needed) => {
  const change = (other: Sent = {}) => call(name, { ...sent, headers: ifMatch, ...other });

  test('reads the order with the settings, then exactly the catalogue entries it needs', async () => {
    holding(itemOf.order(draft(complete)), ...catalogue);
    expect(await change()).toMatchObject({ status: 200 });
    const [first, catalog = [], ...others] = reads().map((keys) => keys.toSorted());
    expect(first).toEqual(orderAndSettings);
    expect(catalog).toEqual(needed.toSorted());
    expect(others).toEqual([]);
    expect(dynamodb.calls()).toHaveLength(needed.length > 0 ? 3 : 2);
  });

  test('writes the next version on condition of the one that was read', async () => {
    holding(itemOf.order(draft(complete)), ...catalogue);
    const answer = await change();
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { version: 2 } });
    expect(onlyPut()).toMatchObject({
      TableName: 'orders',
      ConditionExpression: '#version = :read AND #schema <= :ours',
      ExpressionAttributeNames: { '#version': 'version', '#schema': 'schema' },
      ExpressionAttributeValues: { ':read': 1, ':ours': 1 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      Item: { PK: 'T#northside#O#E33E1B813D', SK: 'ORDER', schema: 1, version: 2 },
    });
  });

  test('says inside the order what happened', async () => {
    holding(itemOf.order(draft(complete)), ...catalogue);
    await change({ headers: { ...ifMatch, 'idempotency-key': 'once' } });
    const { recent, updatedBy } = onlyPut().Item;
    expect(recent).toHaveLength(2);
    expect(recent[1]).toMatchObject({
      version: 2,
      action: name,
      by: { sub: 'maria', role: 'manager' },
      at: '2026-12-11T09:30:00.000Z',
      requestId: 'this-request',
      retryKey: { hash: expect.any(String), fingerprint: expect.any(String) },
    });
    expect(updatedBy).toEqual({ sub: 'maria', role: 'manager' });
  });

  test('is 412 after a concurrent change, with the current version and the fields changed since', async () => {
    const read = draft(complete);
    const [first] = read.recent;
    const changedSince = { ...first, version: 2, fields: ['note', 'dueDate'], requestId: 'another' };
    holding(itemOf.order(read), ...catalogue);
    meeting(itemOf.order({ ...read, version: 2, recent: [...read.recent, changedSince as typeof first & object] }));
    const answer = await change();
    expect(answer).toMatchObject({
      status: 412,
      body: { code: 'version_conflict', version: 2, fields: ['note', 'dueDate'] },
    });
    expect(puts()).toHaveLength(1);
  });

  test('upon a version that is still to come is 412, and nobody knows what has changed since', async () => {
    holding(itemOf.order(draft(complete)), ...catalogue);
    const answer = await change({ headers: { ...ifMatch, 'if-match': '"2"' } });
    expect(answer).toMatchObject({ status: 412, body: { code: 'version_conflict', version: 1, fields: null } });
    expect(puts()).toEqual([]);
  });

  test('is 503 if a newer release wrote meanwhile, with Retry-After', async () => {
    holding(itemOf.order(draft(complete)), ...catalogue);
    meeting({ ...itemOf.order(draft(complete)), schema: 2 });
    expect(await change()).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1', 'content-type': 'application/problem+json' },
      body: { code: 'try_again' },
    });
    expect(puts()).toHaveLength(1);
  });
});

test.each([
  ['is done', { customerId: 'weber' }, 200],
  ['of an order that went to another dentist meanwhile answers as if there were none', { customerId: 'novak' }, 404],
])('A cancel after a concurrent cancel %s', async (_, moved, status) => {
  const read = draft(complete);
  holding(itemOf.order(read), ...catalogue);
  const cancelled = { ...read, ...moved, version: 3, status: 'cancelled' as const, note: 'of another' };
  meeting(itemOf.order(cancelled));
  const answer = await call('cancelOrder', { body: {}, headers: ifMatch, caller: dentist });
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject(status === 200 ? { status: 'cancelled', version: 3 } : { code: 'not_found' });
  if (status === 404) expect(JSON.stringify(answer)).not.toContain('of another');
});

test('The reply shows what was written', async () => {
  holding(itemOf.order(draft(complete)), ...catalogue);
  const { body } = await call('publishOrder', { body: { changes: { note: 'Last word' } }, headers: ifMatch });
  expect(body).toMatchObject({ status: 'published', note: 'Last word', readiness: [], publishedBy: { sub: 'maria' } });
  expect(onlyPut().Item).toMatchObject({
    status: 'published',
    note: 'Last word',
    publishedAt: '2026-12-11T09:30:00.000Z',
    publishedBy: { sub: 'maria', role: 'manager' },
    byStatusPK: 'T#northside#published',
    byCustomerSK: 'published#2026-12-11T09:30:00.000Z#E33E1B813D',
    byPatientSK: 'ferrari',
  });
});

test('A change that changes nothing writes nothing: 200 with the same version', async () => {
  holding(itemOf.order(draft({ ...complete, note: 'Same' })), ...catalogue);
  expect(await call('editOrder', { body: { note: 'Same' }, headers: ifMatch })).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
  });
  expect(await call('changeCustomer', { body: { customerId: 'weber' }, headers: ifMatch })).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
  });
  expect(puts()).toEqual([]);
});

test('A dry run says what would happen and writes nothing', async () => {
  holding(itemOf.order(draft(complete)), ...catalogue);
  const { status, headers, body } = await call('changeCustomer', {
    query: 'dryRun=true',
    body: { customerId: 'novak' },
  });
  expect(status).toBe(200);
  expect(headers).not.toHaveProperty('etag');
  expect(body).toMatchObject({
    effects: [
      { field: 'customerId', from: 'weber', to: 'novak' },
      { field: 'actions' },
      { field: 'clinic', from: 'Weber Practice', to: 'Old Town Dental' },
    ],
    warnings: [],
    order: { customerId: 'novak', clinic: 'Old Town Dental', version: 1 },
  });
  expect(reads()).toHaveLength(2);
  expect(puts()).toEqual([]);
});

test('Members that this release does not know are written back as they were', async () => {
  holding({ ...itemOf.order(draft(complete)), shipping: { parcels: [{ parcelId: 'a' }] } }, ...catalogue);
  await call('editOrder', { body: { note: 'x' }, headers: ifMatch });
  expect(onlyPut().Item['shipping']).toEqual({ parcels: [{ parcelId: 'a' }] });
});

test('An order whose patient has no name is filed under no patient', async () => {
  holding(itemOf.order(draft(complete)), ...catalogue);
  await call('editOrder', { body: { patient: null }, headers: ifMatch });
  expect(Object.keys(onlyPut().Item).filter((attribute) => attribute.startsWith('byPatient'))).toEqual([]);
});

test('Faults against rules look like faults against schemas, and nothing is written', async () => {
  holding(itemOf.order(draft(complete)), ...catalogue);
  const answer = await call('editOrder', {
    body: {
      services: [{ serviceId: 'no-such' }, { serviceId: 'zirconia-crown', teeth: ['19', '11', '11'], arch: 'lower' }],
      laboratoryId: 'no-lab',
      clinic: 'Elsewhere',
    },
    headers: ifMatch,
  });
  expectRefused(answer, 422, 'validation_failed');
  expect(faultsIn(answer)).toEqual([
    'body /services/0/serviceId unknown_service',
    'body /services/1/teeth/0 unknown_tooth',
    'body /services/1/teeth/2 duplicate_tooth',
    'body /services/1/arch contradicts_teeth',
    'body /clinic unknown_clinic',
    'body /laboratoryId unknown_laboratory',
  ]);
});

test('Publishing names everything that is missing in one reply', async () => {
  const inactive = [itemOf.customer({ ...weber, active: false }), itemOf.service({ ...crown, active: false })];
  holding(
    itemOf.order(
      draft({
        toothNotation: 'FDI',
        services: [{ serviceId: 'zirconia-crown', teeth: ['11'] }],
        laboratoryId: 'apex-lab',
      }),
    ),
    itemOf.laboratory(apex),
    itemOf.profile(profile({ tenants: ['lakeview'] })),
    ...inactive,
  );
  const answer = await call('publishOrder', { body: {}, headers: ifMatch, caller: dentist });
  expectRefused(answer, 422, 'not_ready');
  expect(faultsIn(answer)).toEqual([
    'body /patient patient_missing',
    'body /dueDate due_date_missing',
    'body /services/0/shade shade_missing',
    'body /customerId customer_inactive',
    'body /laboratoryId laboratory_not_open',
    'body /services/0/serviceId service_inactive',
  ]);
});

test('Faults in the last edit of a publication point into it', async () => {
  holding(itemOf.order(draft(complete)), ...catalogue);
  const answer = await call('publishOrder', { body: { changes: { laboratoryId: 'no-lab' } }, headers: ifMatch });
  expectRefused(answer, 422, 'validation_failed');
  expect(faultsIn(answer)).toEqual(['body /changes/laboratoryId unknown_laboratory']);
});

test('An order that grows past 300 KB is refused with the bound', async () => {
  const services = Array.from({ length: 100 }, () => ({
    serviceId: 'zirconia-crown',
    note: '漢'.repeat(500),
    material: '漢'.repeat(60),
    shade: { system: 'other', value: '漢'.repeat(60) },
    stumpShade: { system: 'other', value: '漢'.repeat(60) },
    implant: { system: '漢'.repeat(60), platform: '漢'.repeat(60) },
  }));
  const enclosures = Array.from({ length: 20 }, () => '漢'.repeat(60));
  const long = itemOf.service({ ...crown, name: '漢'.repeat(100), group: '漢'.repeat(100) });
  holding(itemOf.order(draft(complete)), long);
  const answer = await call('editOrder', { body: { services, enclosures, note: '漢'.repeat(4000) }, headers: ifMatch });
  expectRefused(answer, 422, 'validation_failed');
  expect(answer.body.errors).toMatchObject([
    { pointer: '', code: 'order_too_large', message: expect.stringContaining('300 KB') },
  ]);
});

describe('Reading an order', () => {
  test('is one consistent read of order and settings, with its version as ETag', async () => {
    holding(itemOf.order(draft(complete)));
    const answer = await call('getOrder');
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"1"', 'content-type': 'application/json', 'cache-control': 'no-store' },
    });
    expect(reads().map((keys) => keys.toSorted())).toEqual([orderAndSettings]);
    expect(dynamodb.calls()).toHaveLength(1);
  });

  test('shows what the caller may see and do, and nothing of how it is stored', async () => {
    holding(itemOf.order({ ...draft(complete), status: 'published' }));
    const { body } = await call('getOrder', { caller: technician });
    expect(body.actions).toEqual([
      'getOrder',
      'getHistory',
      'getPayroll',
      'printOrder',
      'getDocument',
      'markTask',
      'listMessages',
    ]);
    expect(body).not.toHaveProperty('price');
    expect(JSON.stringify(body)).not.toMatch(/"(price|unitPrice|amount|recent|createdWith|schema|PK|byStatusPK)"/);
  });

  test('reads an order of a newer release', async () => {
    holding({ ...itemOf.order(draft(complete)), schema: 2, later: true });
    expect(await call('getOrder')).toMatchObject({ status: 200 });
  });
});

test('A conflict names no field that its caller may not see', async () => {
  const read = draft(complete);
  const [first] = read.recent;
  if (!first) throw new Error('Nothing is remembered.');
  const paid = { ...first, version: 2, fields: ['note', 'payroll'] };
  holding(itemOf.order({ ...read, version: 2, recent: [first, paid] }), ...catalogue);
  const fieldsFor = async (caller: ClinicCaller) =>
    (await call('editOrder', { body: { note: 'x' }, headers: ifMatch, caller })).body.fields;
  expect(await fieldsFor(manager)).toEqual(['note', 'payroll']);
  expect(await fieldsFor(dentist)).toEqual(['note']);
});

test('A dentist whose order was moved to another customer meanwhile gets 404', async () => {
  const read = draft(complete);
  holding(itemOf.order(read), ...catalogue);
  meeting(itemOf.order({ ...read, version: 2, customerId: novak.customerId }));
  const answer = await call('editOrder', { body: { note: 'x' }, headers: ifMatch, caller: dentist });
  expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect(answer.body).not.toHaveProperty('version');
});

test('A change that does not depend on the day uses no time zone', async () => {
  const settings = itemOf.settings({ ...defaultSettings, timeZone: 'Nowhere/Known' });
  holding(itemOf.order(draft(complete)), settings, ...catalogue);
  expect((await call('cancelOrder', { body: {}, headers: ifMatch })).status).toBe(200);
});
