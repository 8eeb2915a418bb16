import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, holding, itemOf } from '#test/support/functions/mock-table.ts';
import {
  accepted,
  at,
  bridge,
  complete,
  draft,
  employee,
  laboratory,
  publish,
  publishedEvent,
  saved,
  weber,
} from '#test/support/orders.ts';

/** Members that few things have, each read as it was written. */

test('A customer has an address to write to and a number to call', async () => {
  const reachable = { email: 'anna@weber.example', phone: '+49 30 1234' };
  holding(itemOf.customer({ ...weber, ...reachable }));
  expect((await call('getCustomer', { params: { id: 'weber' } })).body).toMatchObject(reachable);
});

test('A working day has breaks, and an exception a span of days or hours', async () => {
  const calendar = {
    workingWeek: [{ day: 'mon' as const, from: '09:00', to: '18:00', breaks: [{ from: '12:00', to: '13:00' }] }],
    exceptions: [
      { date: '2026-12-24', until: '2027-01-02', reason: 'Holiday', annually: false },
      { date: '2026-12-23', reason: 'Early', annually: true, from: '09:00', to: '12:00' },
    ],
  };
  holding(itemOf.settings({ ...defaultSettings, ...calendar, version: 1 }));
  expect((await call('getSettings')).body).toMatchObject(calendar);
});

test('A line has the shade of the stump', async () => {
  const stumpShade = { system: 'Natural Die', value: 'ND3' };
  holding(itemOf.order(draft({ ...complete, services: [{ ...complete.services[0], stumpShade }] })));
  expect((await call('getOrder')).body.services).toMatchObject([{ stumpShade }]);
});

test('History says that a change was too large to be shown', async () => {
  const order = draft(complete);
  const by = { sub: 'maria', role: 'manager' };
  const entry = { version: 2, action: 'editOrder', by, at, changes: [{ field: 'note', changed: true }] };
  holding(itemOf.order(order));
  dynamodb.on(QueryCommand).callsFake(({ ExpressionAttributeValues: { ':first': first } }) => ({
    Items: String(first).startsWith('CHANGE') ? [{ ...keys.change('northside', order.number, 2), ...entry }] : [],
  }));
  expect((await call('getHistory')).body.items).toMatchObject([entry]);
});

test('The event of a bridge names its pontics', async () => {
  const line = { ...complete.services[0], serviceId: bridge.serviceId, teeth: ['11', '12'], pontics: ['12'] };
  const order = draft({ ...complete, services: [line] });
  const event = publishedEvent(saved(order, accepted(publish(order)), 'publishOrder'));
  holding({ ...keys.sequence('L#apex-lab'), last: 1 });
  dynamodb.on(QueryCommand).resolves({ Items: [{ ...keys.feed('L#apex-lab', 1), sequence: 1, event }] });
  const { body } = await call('getLabFeed', { caller: laboratory });
  expect(body.items).toMatchObject([{ event: { data: { lines: [{ pontics: ['12'] }] } } }]);
});

test('A list of employees that goes on has a link to its next page', async () => {
  const Items = ['timo', 'zoe'].map((id) => itemOf.employee(employee(id)));
  dynamodb.on(QueryCommand).resolves({ Items });
  const { headers, body } = await call('listEmployees', { query: 'limit=1' });
  expect([body.items.length, headers['link']]).toEqual([1, expect.stringMatching(/^<.+>; rel="next"$/)]);
});
