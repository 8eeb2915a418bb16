import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { historyEntry } from '#domain/events.ts';
import { call, type Sent } from '#test/support/events.ts';
import { accepted, complete, dentist, draft, edit, manager, saved, technician } from '#test/support/orders.ts';
import { documents, expectRefused, faultsIn, holding, itemOf, reads } from '#test/support/table.ts';

const first = draft(complete);
const second = saved(first, accepted(edit(first, { note: 'x', services: [] })));
const entries = [historyEntry(null, first), { ...historyEntry(first, second), at: '2026-12-11T09:30:00.001Z' }].map(
  (entry) => ({ PK: 'T#northside#O#E33E1B813D', SK: `CHANGE#000000000${entry.version}`, ...entry }),
);

/** A laboratory has read the order between its two versions, as clocks went. */
const access = {
  PK: 'T#northside#O#E33E1B813D',
  SK: 'READ#2026-12-11T09:30:00.000Z#lab-request',
  action: 'getLabOrder',
  by: { sub: 'apex-system', role: 'laboratory' },
  at: '2026-12-11T09:30:00.000Z',
};

const history = (query = '', sent: Sent = {}) => call('getHistory', { query, ...sent });
const queries = () => documents.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);

beforeEach(() => {
  holding(itemOf.order({ ...second, status: 'published' }));
  documents.on(QueryCommand).callsFake(({ ExpressionAttributeValues: { ':first': first, ':last': last }, Limit }) => ({
    Items: [...entries, access].filter(({ SK }) => first <= SK && SK <= last).slice(0, Limit),
  }));
});

test('History is read after the order, consistently and oldest first', async () => {
  const { status, body } = await history();
  expect(status).toBe(200);
  expect(body.nextCursor).toBeNull();
  expect(body.items).toMatchObject([
    { version: 1, action: 'createOrder', by: { sub: 'maria', role: 'manager' }, at: '2026-12-11T09:30:00.000Z' },
    { action: 'getLabOrder', by: { sub: 'apex-system', role: 'laboratory' }, at: '2026-12-11T09:30:00.000Z' },
    { version: 2, action: 'editOrder', changes: [{ field: 'services' }, { field: 'note', from: null, to: 'x' }] },
  ]);
  expect(reads()[0]).toContain('T#northside#O#E33E1B813D ORDER');
  expect(body.items[1]).not.toHaveProperty('version');
  expect(queries()).toEqual(
    ['CHANGE#', 'READ#'].map((prefix) => ({
      TableName: 'orders',
      KeyConditionExpression: 'PK = :partition AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':partition': 'T#northside#O#E33E1B813D',
        ':first': prefix,
        ':last': `${prefix}~`,
      },
      ConsistentRead: true,
      Limit: 26,
    })),
  );
});

test('Prices in it are for those who see prices', async () => {
  expect(JSON.stringify((await history()).body)).toContain('"price":{"amount":11900');
  expect(JSON.stringify((await history('', { caller: dentist })).body)).toContain('"price":{"amount":11900');
  expect(JSON.stringify((await history('', { caller: technician })).body)).not.toMatch(/"(price|amount|unitPrice)"/);
});

describe('A page of it', () => {
  test('has a link to the next one, which starts after its last item', async () => {
    const { headers, body } = await history('limit=1');
    expect(body.items).toHaveLength(1);
    expect(headers['link']).toBe(`</v1/orders/E33E1B813D/history?limit=1&cursor=${body.nextCursor}>; rel="next"`);
    const { body: next } = await history(`limit=1&cursor=${body.nextCursor}`);
    const { body: last } = await history(`limit=1&cursor=${next.nextCursor}`);
    const starts = queries().map(({ ExpressionAttributeValues }) => ExpressionAttributeValues?.[':first']);
    expect(starts.slice(2)).toEqual(['CHANGE#0000000001~', 'READ#', 'CHANGE#0000000001~', `${access.SK}~`]);
    expect([...body.items, ...next.items, ...last.items].map(({ action }) => action)).toEqual([
      'createOrder',
      'getLabOrder',
      'editOrder',
    ]);
    expect(last.nextCursor).toBeNull();
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
});
