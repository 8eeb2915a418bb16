import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { historyEntry } from '#domain/order/history.ts';
import { Order } from '#domain/order/order.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, faultsIn, holding, itemOf, puts, reads } from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { holdingAll, orderFor, validRequests } from '#test/support/functions/valid-requests.ts';
import { accepted, complete, dentist, draft, edit, manager, saved, technician } from '#test/support/orders.ts';

const first = draft(complete);
const second = saved(first, accepted(edit(first, { note: 'x', services: [] })));
const entries = [historyEntry(null, first), historyEntry(first, second)].map((entry) => ({
  ...keys.change('northside', first.number, entry.version),
  ...entry,
  ...(entry.version === 2 && { at: '2026-12-11T10:00:00.000Z' }),
}));

/** The times of two reads: between the two versions, and after them. */
const prints = ['2026-12-11T09:30:00.500Z', '2026-12-12T07:00:00.000Z'].map((at, index) => ({
  ...keys.read('northside', first.number, at, `request-${index}`),
  action: 'printOrder',
  by: { sub: 'maria', role: 'manager' },
  at,
  documentId: 'a'.repeat(64),
}));

const history = (query = '', sent: Sent = {}) => call('getHistory', { query, ...sent });
const queries = () => dynamodb.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);

beforeEach(() => {
  holding(itemOf.order({ ...second, status: 'published' }));
  dynamodb.on(QueryCommand).callsFake((input) => ({ Items: asked(input) }));
});

/** The items that a query asks for, of all in the table. */
const asked = ({ ExpressionAttributeValues: values }: QueryCommandInput) =>
  [...entries, ...prints].filter(({ SK }) => SK >= values?.[':first'] && SK <= values?.[':last']);

test('History is read after the order, consistently and oldest first', async () => {
  const { status, body } = await history();
  expect(status).toBe(200);
  expect(body.nextCursor).toBeNull();
  expect(body.items).toMatchObject([
    { version: 1, action: 'createOrder', by: { sub: 'maria', role: 'manager' }, at: '2026-12-11T09:30:00.000Z' },
    { action: 'printOrder', at: '2026-12-11T09:30:00.500Z', changes: [], documentId: 'a'.repeat(64) },
    { version: 2, action: 'editOrder', changes: [{ field: 'services' }, { field: 'note', from: null, to: 'x' }] },
    { action: 'printOrder', at: '2026-12-12T07:00:00.000Z' },
  ]);
  expect(body.items[1]).not.toHaveProperty('version');
  expect(reads()[0]).toContain('T#northside#O#E33E1B813D ORDER');
  expect(queries()).toEqual(
    ['CHANGE#', 'READ#'].map((prefix) => ({
      TableName: 'orders',
      KeyConditionExpression: 'PK = :partition AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':partition': 'T#northside#H#E33E1B813D',
        ':first': `${prefix}!`,
        ':last': `${prefix}~`,
      },
      ConsistentRead: true,
      Limit: 26,
    })),
  );
});

test('It has the names of people who had one', async () => {
  const by = { sub: 'maria', role: 'manager', name: 'Maria Berg', badge: 7 };
  const told = [...entries, ...prints].map((entry) => (entry === entries[1] ? entry : { ...entry, by }));
  dynamodb.on(QueryCommand).callsFake(({ ExpressionAttributeValues: values }) => ({
    Items: told.filter(({ SK }) => SK >= values[':first'] && SK <= values[':last']),
  }));
  const named = { sub: 'maria', role: 'manager', name: 'Maria Berg' };
  expect((await history()).body.items.map(({ by }: { by: object }) => by)).toEqual([
    named,
    named,
    { sub: 'maria', role: 'manager' },
    named,
  ]);
});

test('It shows prices only to those who may see prices', async () => {
  expect(JSON.stringify((await history()).body)).toContain('"price":{"amount":11900');
  expect(JSON.stringify((await history('', { caller: dentist })).body)).toContain('"price":{"amount":11900');
  expect(JSON.stringify((await history('', { caller: technician })).body)).not.toMatch(/"(price|amount|unitPrice)"/);
});

describe('The reasons that were given', () => {
  /** As long as a reason may be, and longer than what the history keeps of a field. */
  const long = (reason: string) => reason.padEnd(500, '字');
  const why = { reason: long('Because') };
  const bodies: Partial<Record<RouteName, object>> = {
    copyOrder: { remake: why },
    cancelOrder: why,
    withdrawOrder: why,
    reopenOrder: why,
    changeDueDate: { dueDate: '2099-01-08', ...why },
    returnOrder: { reasons: ['No shade', 'No bite'].map((message) => ({ message: long(message) })) },
    holdOrder: why,
    reopenLabOrder: why,
  };
  const taking = (Object.keys(routes) as RouteName[]).filter((name) => {
    const { path, takes } = routes[name];
    const body = z.toJSONSchema(takes.shape.body, { io: 'input', unrepresentable: 'any' });
    return path.includes('{number}') && /"reasons?":/.test(JSON.stringify(body));
  });

  test('are asked for by these actions', () => {
    expect(taking.toSorted()).toEqual(Object.keys(bodies).toSorted());
  });

  test.each(taking)('with %s are told whole to everybody who reads the history', async (name) => {
    const before = orderFor(name);
    holdingAll(before);
    const done = await call(name, { ...validRequests[name], body: bodies[name] });
    expect(done.status).toBeLessThan(300);
    const after = Order.parse(puts().at(-1)?.Item);
    const entry = historyEntry(name === 'copyOrder' ? null : before, after);
    dynamodb
      .on(QueryCommand)
      .resolves({ Items: [{ ...keys.change('northside', after.number, after.version), ...entry }] });
    const reasons = name === 'returnOrder' ? ['No shade', 'No bite'].map(long) : [why.reason];
    for (const caller of [manager, dentist, technician]) {
      holding(itemOf.order({ ...after, status: 'published' }));
      const { body } = await history('', { caller, params: { number: after.number } });
      expect(body.items[0]).toMatchObject({ action: name, reasons });
    }
  });

  test('are not there where none were', async () => {
    for (const item of (await history()).body.items) expect(item).not.toHaveProperty('reasons');
  });
});

/** Reads all pages of a history, each no longer than the limit. */
async function pages(limit: number) {
  const items = [];
  for (let cursor = ''; ; ) {
    const page = (await history(`limit=${limit}${cursor}`)).body;
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    if (!page.nextCursor) return items;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

describe('A page of it', () => {
  test('has a link to the next one, and the pages together are the whole, each item once', async () => {
    const { headers, body } = await history('limit=1');
    expect(headers['link']).toBe(`</v1/orders/E33E1B813D/history?limit=1&cursor=${body.nextCursor}>; rel="next"`);
    const whole = (await history()).body.items;
    for (const limit of [1, 2, 3]) expect(await pages(limit)).toEqual(whole);
  });

  test.each([
    ['changes', /^CHANGE#/],
    ['both', /^/],
  ])('that DynamoDB cuts short, of %s, has a cursor, and all pages are sorted', async (_, those) => {
    const whole = (await history()).body.items;
    dynamodb.on(QueryCommand).callsFake((input) => {
      const [first, ...others] = asked(input);
      if (others.length === 0 || !those.test(input.ExpressionAttributeValues[':first'])) return { Items: asked(input) };
      return { Items: [first], LastEvaluatedKey: first };
    });
    expect(await pages(100)).toEqual(whole);
  });

  test('is refused with the cursor of another order or caller', async () => {
    const { nextCursor } = (await history('limit=1')).body;
    const query = `cursor=${nextCursor}`;
    holding(itemOf.order(second), itemOf.order({ ...second, number: '1111111111' }));
    for (const sent of [
      { params: { number: '1111111111' } },
      { caller: dentist },
      { caller: { ...manager, sub: 'mirko' } },
    ]) {
      const answer = await history(query, sent);
      expectRefused(answer, 422, 'validation_failed');
      expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
    }
    expect(await history(query)).toMatchObject({ status: 200 });
  });

  test('is refused with a cursor to a key that no entry can have', async () => {
    const [, seal] = JSON.parse(Buffer.from((await history('limit=1')).body.nextCursor, 'base64url').toString());
    for (const position of [
      ['CHANGE#~~', 'READ#'],
      ['CHANGE#', 'READ#~~'],
      ['CHANGE#1', 'READ#'],
      ['READ#', 'CHANGE#'],
    ]) {
      const forged = Buffer.from(JSON.stringify([position, seal])).toString('base64url');
      const answer = await history(`cursor=${forged}`);
      expectRefused(answer, 422, 'validation_failed');
      expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
    }
  });
});
