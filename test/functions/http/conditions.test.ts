import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { Route } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  dynamodb,
  expectRefused,
  faultsIn,
  holding,
  type Item,
  itemOf,
  onlyPut,
  onlyWrite,
  puts,
} from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import {
  accepted,
  apex,
  complete,
  crown,
  dentist,
  draft,
  laboratory,
  profile,
  publish,
  saved,
  weber,
} from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

const order = saved(draft(complete), accepted(publish(draft(complete))), 'publishOrder');

const timo = {
  employeeId: 'timo',
  firstName: 'Timo',
  lastName: 'Berg',
  active: true,
  updatedAt: null,
  updatedBy: null,
};

/** Every GET of a single thing: its request, and the current item, in version 2. */
const readers: Partial<Record<RouteName, [Sent, Item]>> = {
  getOrder: [{}, itemOf.order(order)],
  getCustomer: [{}, itemOf.customer({ ...weber, version: 2 })],
  getEmployee: [{ params: { id: 'timo' } }, itemOf.employee({ ...timo, version: 2 })],
  getService: [{ params: { id: 'zirconia-crown' } }, itemOf.service({ ...crown, version: 2 })],
  getLaboratory: [{ params: { id: 'apex-lab' } }, itemOf.laboratory({ ...apex, version: 2 })],
  getSettings: [{}, itemOf.settings({ ...defaultSettings, version: 2 })],
  getLabProfile: [{ caller: laboratory }, itemOf.profile(profile({ version: 2 }))],
  getLabOrder: [{ caller: laboratory, params: { tenantId: 'northside' } }, itemOf.order(order)],
  getSubscription: [
    { params: { id: 'main' } },
    itemOf.subscription(subscriptionTo('https://lab.example/', { listener: 'T#northside', version: 2 })),
  ],
  getLabSubscription: [
    { caller: laboratory, params: { id: 'main' } },
    itemOf.subscription(subscriptionTo('https://lab.example/', { version: 2 })),
  ],
};

test('Every GET with an ETag is tested here', () => {
  const rows = Object.entries<Route>(routes).filter(([, { etag }]) => etag);
  expect(Object.keys(readers).toSorted()).toEqual(rows.map(([name]) => name).toSorted());
});

/** Those whose replies have words for people. */
const speaking = ['getOrder', 'getLabOrder', 'getSubscription', 'getLabSubscription'];

describe.each(Object.entries(readers))('%s with If-None-Match', (name, [sent, item]) => {
  const read = (tag?: string) =>
    call(name as RouteName, { ...sent, ...(tag !== undefined && { headers: { 'if-none-match': tag } }) });

  beforeEach(() => holding(item));

  test.each(['"2"', 'W/"2"', '"1", "2"', ' "2" ,W/"x"', '*'])(
    '%s is 304 without a body, with what is known and the id of the request',
    async (tag) => {
      expect(await read()).toMatchObject({ status: 200, headers: { etag: '"2"' } });
      expect(await read(tag)).toEqual({
        status: 304,
        headers: {
          etag: '"2"',
          'cache-control': 'no-store',
          'x-request-id': 'this-request',
          ...(speaking.includes(name) && { vary: 'Accept-Language' }),
        },
        body: undefined,
      });
    },
  );

  test.each(['"1"', 'W/"1"', '"02"', '""', '"1", "3"'])('%s does not match: 200 with the body', async (tag) => {
    expect(await read(tag)).toEqual(await read());
  });

  test.each(['2', '', 'x', '"2', '*, "2"'])('%j is 400', async (tag) => {
    const answer = await read(tag);
    expectRefused(answer, 400, 'invalid_header');
    expect(faultsIn(answer)).toEqual(['header /If-None-Match invalid_header']);
    expect(dynamodb.calls()).toEqual([]);
  });
});

test('A 304 to a laboratory adds no read to the history of the order, and a 200 does', async () => {
  const read = (tag: string) =>
    call('getLabOrder', {
      caller: laboratory,
      params: { tenantId: 'northside' },
      headers: { 'if-none-match': tag },
    });
  holding(itemOf.order(order), itemOf.profile(profile()));
  for (const tag of ['"2"', 'W/"2"', '*']) expect((await read(tag)).status).toBe(304);
  expect(puts()).toEqual([]);
  expect((await read('"1"')).status).toBe(200);
  expect(onlyPut().Item['action']).toBe('getLabOrder');
});

test('A missing thing, or one of somebody else, is 404 for every If-None-Match', async () => {
  const headers = { 'if-none-match': '*' };
  holding();
  const never = await call('getOrder', { headers });
  expectRefused(never, 404, 'not_found');
  holding(itemOf.order({ ...order, customerId: 'novak' }));
  expect(await call('getOrder', { headers, caller: dentist })).toEqual(never);
  expectRefused(await call('getLabProfile', { headers, caller: laboratory }), 404, 'not_found');
});

test('Default settings have no version, and are 200', async () => {
  holding();
  for (const tag of ['*', '"0"'])
    expect(await call('getSettings', { headers: { 'if-none-match': tag } })).toMatchObject({ status: 200 });
});

test('Lists ignore it', async () => {
  dynamodb.on(QueryCommand).resolves({ Items: [] });
  for (const tag of ['*', 'x'])
    expect(await call('listOrders', { headers: { 'if-none-match': tag } })).toMatchObject({ status: 200 });
});

describe('With If-None-Match: * only new things are written:', () => {
  const { version: _version, updatedAt: _at, updatedBy: _by, ...settings } = defaultSettings;
  const url = 'https://8.8.8.8/';
  const puttable: [RouteName, Sent, Item][] = [
    ['putSettings', { body: { ...settings, language: 'de' } }, itemOf.settings({ ...defaultSettings, version: 1 })],
    ['putLabProfile', { caller: laboratory, body: { name: 'Apex' } }, itemOf.profile(profile())],
    [
      'putLabSubscription',
      { caller: laboratory, params: { id: 'main' }, body: { url } },
      { ...keys.subscription('L#apex-lab', 'main'), ...subscriptionTo(url) },
    ],
  ];

  test.each(puttable)('%s', async (name, sent, current) => {
    const put = () => call(name, { ...sent, headers: { 'if-none-match': '*' } });
    const list = (...Items: Item[]) => dynamodb.on(QueryCommand).resolves({ Items });
    holding();
    list();
    expect(await put()).toMatchObject({ headers: { etag: '"1"' } });
    expect(onlyWrite().ConditionExpression).toBe('attribute_not_exists(#version)');

    dynamodb.reset();
    holding(current);
    list(current);
    const answer = await put();
    expectRefused(answer, 412, 'version_conflict');
    expect(answer.headers['etag']).toBe('"1"');
    expect(dynamodb.commandCalls(PutCommand)).toEqual([]);
    expect(dynamodb.commandCalls(UpdateCommand)).toEqual([]);
  });
});
