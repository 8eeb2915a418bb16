import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import type { Settings } from '#domain/catalog/settings.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { Route } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { preferredReply } from '#functions/http/preference.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { catalogue, expectRefused, holding, itemOf, onlyPut, puts } from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { holdingAll, orderFor, validRequests } from '#test/support/functions/valid-requests.ts';
import { complete, draft, laboratory } from '#test/support/orders.ts';

mockClient(S3Client).on(PutObjectCommand).resolves({});

const minimal = { prefer: 'return=minimal' };

describe('The first `return` of a Prefer header counts:', () => {
  test.each([
    ['return=minimal', 'minimal'],
    ['return=representation', 'representation'],
    ['Return=Minimal', 'minimal'],
    ['return="minimal"', 'minimal'],
    ['return = minimal', 'minimal'],
    ['return=minimal; foo=bar', 'minimal'],
    ['return=minimal;foo', 'minimal'],
    ['respond-async, wait=10, return=minimal', 'minimal'],
    ['handling=lenient,return=minimal', 'minimal'],
    ['handling=lenient; return=representation, return=minimal', 'minimal'],
    ['note="a, return=representation", return=minimal', 'minimal'],
    [String.raw`note="a\", return=representation", return=minimal`, 'minimal'],
    [', ,return=minimal,', 'minimal'],
    ['return=minimal, return=representation', 'minimal'],
    ['return=representation, return=minimal', 'representation'],
    ['return=all, return=minimal', null],
    ['return, return=minimal', null],
    ['return="", return=minimal', null],
    ['return; foo=minimal', null],
    ['return=all; foo=minimal', null],
    ['return=', null],
    ['return=minimalist', null],
    ['return=minimal x', null],
    ['return="minimal', null],
    ['x-return=minimal', null],
    ['returns=minimal', null],
    ['foo=return=minimal', null],
    ['note="return=minimal"', null],
    ['note="a, return=minimal', null],
    ['depth-noroot', null],
    ['', null],
    [undefined, null],
  ])('%j is %j', (header, preferred) => {
    expect(preferredReply(header)).toBe(preferred);
  });

  test('of a header of any length it takes time in proportion to its length', () => {
    for (const part of ['"', '\\"', '"\\', ',"', 'return', '=', ' ', ';return="'])
      expect(preferredReply(part.repeat(100_000))).toBeNull();
  });
});

describe('A write for which its caller prefers a minimal reply is done and has no body:', () => {
  const settings: Settings = { ...defaultSettings, productionDays: 5 };
  const { version: _, updatedAt: _at, updatedBy: _by, ...settable } = settings;
  const ifMatch = { 'if-match': '"1"' };
  test.each<[RouteName, number, Sent, object]>([
    [
      'createOrder',
      201,
      { body: { customerId: 'weber' } },
      { etag: '"1"', location: expect.stringMatching(/^\/v1\//) },
    ],
    ['copyOrder', 201, {}, { etag: '"1"', location: expect.stringMatching(/^\/v1\/orders\//) }],
    ['editOrder', 204, { body: { note: 'Call first' }, headers: ifMatch }, { etag: '"2"' }],
    ['editOrder', 204, { body: {}, headers: ifMatch }, { etag: '"1"' }],
    ['cancelOrder', 204, { headers: ifMatch }, { etag: '"2"' }],
    ['publishOrder', 204, { headers: ifMatch }, { etag: '"2"' }],
    ['setDiscount', 204, { body: { type: 'percentage', percent: 5 }, headers: ifMatch }, { etag: '"2"' }],
    ['putSettings', 204, { body: settable }, { etag: '"1"' }],
    [
      'putEmployee',
      201,
      { params: { id: 'new' }, body: { firstName: 'Ada', lastName: 'Ott', active: true } },
      { etag: '"1"' },
    ],
    ['putLabProfile', 204, { caller: laboratory, body: { name: 'Apex Dental' } }, { etag: '"2"' }],
  ])('%s is %i', async (name, status, sent, headers) => {
    holding(itemOf.order(draft(complete)), ...catalogue);
    const answer = await call(name, { ...sent, headers: { ...sent.headers, ...minimal } });
    expect(answer).toEqual({
      status,
      headers: {
        ...headers,
        'cache-control': 'no-store',
        'x-request-id': 'this-request',
        'preference-applied': 'return=minimal',
        // An order's body, which is left out here, has messages.
        ...(!name.startsWith('put') && { vary: 'Accept-Language' }),
      },
      body: undefined,
    });
  });
});

test('Every write whose reply can be read again takes the preference; what a reply shows only once has no such', () => {
  const writes = Object.values<Route>(routes).filter(({ method }) => method !== 'GET');
  expect(writes.filter((route) => !route.minimal).map(({ name }) => name)).toEqual([
    'putSubscription',
    'deleteSubscription',
    'testSubscription',
    'replayDeliveries',
    'putLabSubscription',
    'deleteLabSubscription',
    'testLabSubscription',
    'replayLabDeliveries',
  ]);
  expect(Object.values<Route>(routes).filter((route) => route.minimal && route.method === 'GET')).toEqual([]);
});

/** Those whose valid request leads to nothing to warn of: an order that is on hold says so. */
const quiet = Object.values<Route>(routes).filter(({ name, minimal: takes }) => takes && name !== 'holdOrder');

test.each(quiet.map(({ name }) => name as RouteName))(
  '%s leaves its reply out or says that it is whole, as is preferred',
  async (name) => {
    const ask = (prefer: string) => {
      holdingAll(orderFor(name));
      const sent = validRequests[name];
      return call(name, { ...sent, headers: { ...sent.headers, prefer } });
    };
    const whole = await ask('return=representation');
    expect(whole).toMatchObject({
      status: expect.toBeOneOf([200, 201]),
      headers: { 'preference-applied': 'return=representation' },
      body: expect.any(Object),
    });
    expect(await ask('return=minimal')).toMatchObject({
      status: whole.status === 201 ? 201 : 204,
      headers: { 'preference-applied': 'return=minimal' },
      body: undefined,
    });
  },
);

test.each(
  Object.values<Route>(routes).flatMap(({ name, adds, minimal: takes }) => (adds && takes ? [name as RouteName] : [])),
)('%s that adds something says that its reply is whole', async (name) => {
  holding();
  expect(await call(name, { ...validRequests[name], headers: { prefer: 'return=representation' } })).toMatchObject({
    status: 201,
    headers: { 'preference-applied': 'return=representation' },
    body: { version: 1 },
  });
});

test('A reply that warns comes whole, also when the request is repeated', async () => {
  const key = { 'idempotency-key': 'once' };
  const order = draft(complete);
  holding(itemOf.order(order), ...catalogue);
  const sent = { body: { dueDate: '2026-12-13' }, headers: { 'if-match': '"1"', ...key, ...minimal } };
  const answer = await call('editOrder', sent);
  expect(answer).toMatchObject({ status: 200, body: { version: 2, warnings: [{ code: 'due_on_day_off' }] } });
  expect(answer.headers).not.toHaveProperty('preference-applied');
  holding({ ...onlyPut().Item, PK: 'T#northside#O#E33E1B813D', SK: 'ORDER' }, ...catalogue);
  expect(await call('editOrder', sent)).toMatchObject({ status: 200, body: { version: 2 } });
  expect(puts()).toHaveLength(1);
});

test('A dry run says what it is asked for', async () => {
  holding(itemOf.order(draft(complete)), ...catalogue);
  const sent = { body: { mode: 'automatic' }, query: 'dryRun=true', headers: minimal };
  const { status, headers, body } = await call('planWork', sent);
  expect([status, body.order.number, headers['preference-applied']]).toEqual([200, 'E33E1B813D', undefined]);
});

test('A refusal comes whole', async () => {
  holding(itemOf.order(draft()), ...catalogue);
  expectRefused(await call('publishOrder', { headers: { 'if-match': '"1"', ...minimal } }), 422, 'not_ready');
});

test('A read is not asked what its caller prefers', async () => {
  holding(itemOf.order(draft()));
  const { status, headers, body } = await call('getOrder', { headers: minimal });
  expect([status, body.number, headers['preference-applied']]).toEqual([200, 'E33E1B813D', undefined]);
});

test('A reply that is preferred whole says so; other preferences are ignored', async () => {
  holding(itemOf.order(draft()));
  const edit = async (prefer: string) => {
    const { status, headers } = await call('editOrder', {
      body: { note: prefer },
      headers: { 'if-match': '"1"', prefer },
    });
    return [status, headers['preference-applied']];
  };
  expect(await edit('return=representation')).toEqual([200, 'return=representation']);
  expect(await edit('respond-async, return=none')).toEqual([200, undefined]);
});
