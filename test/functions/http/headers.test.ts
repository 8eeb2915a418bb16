import { describe, expect, test } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  catalogue,
  dynamodb,
  expectRefused,
  faultsIn,
  holding,
  itemOf,
  onlyPut,
} from '#test/support/functions/mock-table.ts';
import { draft, saved } from '#test/support/orders.ts';

describe('If-Match is a list of ETags:', () => {
  const edit = (ifMatch: string, order: Order = { ...draft(), version: 7 }) => {
    holding(itemOf.order(order));
    return call('editOrder', { body: { note: 'x' }, headers: { 'if-match': ifMatch } });
  };

  test.each([
    '*',
    '1',
    "'1'",
    '',
    ' ',
    ',',
    '"1',
    'w/"1"',
    'W/1',
    'W/ "1"',
    '"1" "2"',
    '"1""2"',
    '"1";"2"',
    '"1", *',
    '"1", 2',
    '"a b"',
    '"a\tb"',
  ])('%j is 400', async (ifMatch) => {
    const answer = await edit(ifMatch);
    expectRefused(answer, 400, 'invalid_header');
    expect(faultsIn(answer)).toEqual(['header /If-Match invalid_header']);
    expect(dynamodb.calls()).toEqual([]);
  });

  test.each(['"7"', ' "7" ', '"6", "7"', '"7","8"', 'W/"6", "7"', '"x", "", "7"', ', "7",', '"6" ,\t"7"'])(
    '%j matches version 7 by a member',
    async (ifMatch) => {
      expect(await edit(ifMatch)).toMatchObject({ status: 200, headers: { etag: '"8"' } });
    },
  );

  test.each([
    '"6"',
    '"x"',
    '"07"',
    '"7.0"',
    '"-7"',
    '""',
    '"0"',
    '"é"',
    '"\\7"',
    '"12345678901234567890"',
    '"6", "8"',
    '"7,"',
    '"6,7"',
  ])('%j is another version than 7: 412 with the current ETag', async (ifMatch) => {
    const answer = await edit(ifMatch);
    expectRefused(answer, 412, 'version_conflict');
    expect(answer.headers['etag']).toBe('"7"');
    expect(answer.body).toMatchObject({ version: 7 });
    expect(answer.body.detail).not.toContain('weak');
  });

  test.each(['W/"7"', 'W/"6"', 'W/"x"', '"6", W/"7"'])(
    '%j is weak, which matches nothing, and 412 says so',
    async (ifMatch) => {
      const answer = await edit(ifMatch);
      expectRefused(answer, 412, 'version_conflict');
      expect(answer.headers['etag']).toBe('"7"');
      expect(answer.body.detail).toMatch(/such as "7"; a weak one/);
    },
  );

  test('the fields that changed are those since the newest version it names', async () => {
    let order = draft();
    for (const patch of [{ note: 'a' }, { dueDate: '2027-01-11' }, { enclosures: ['Bite'] }])
      order = saved(order, { ...order, ...patch });
    const fields = async (ifMatch: string) => (await edit(ifMatch, order)).body.fields;
    expect(order.version).toBe(4);
    expect(await fields('"1"')).toEqual(['note', 'dueDate', 'enclosures']);
    expect(await fields('"1", "3"')).toEqual(['enclosures']);
    expect(await fields('"3", "x", "1"')).toEqual(['enclosures']);
    expect(await fields('W/"2"')).toEqual(['dueDate', 'enclosures']);
    expect(await fields('W/"4"')).toEqual([]);
    for (const ifMatch of ['"x"', '"9"', '"0"']) expect(await fields(ifMatch)).toBeNull();
  });

  test('spaces around it are ignored', async () => {
    holding(itemOf.order(draft()));
    expect(await call('cancelOrder', { headers: { 'if-match': ' "1" ' } })).toMatchObject({ status: 200 });
  });

  test('routes that take none do not read it', async () => {
    holding(itemOf.order(draft()), ...catalogue);
    const headers = { 'if-match': '*' };
    expect(await call('getOrder', { headers })).toMatchObject({ status: 200 });
    expect(await call('copyOrder', { headers })).toMatchObject({ status: 201 });
    expect(await call('createOrder', { headers, body: { customerId: 'weber' } })).toMatchObject({ status: 201 });
  });
});

describe('Idempotency-Key is a token or a structured string of up to 255 characters:', () => {
  const create = (key: string) =>
    call('createOrder', { body: { customerId: 'weber' }, headers: { 'idempotency-key': key } });
  const numberOf = async (key: string): Promise<string> => {
    holding(...catalogue);
    const { status, body } = await create(key);
    expect(status).toBe(201);
    const { createdWith } = onlyPut().Item;
    expect(createdWith).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), fingerprint: expect.any(String) });
    expect(JSON.stringify(createdWith)).not.toContain(JSON.stringify(key));
    dynamodb.reset();
    return body.number;
  };

  test.each([
    '8e03978e-40d5-43dd-bc93-6894a57f9324',
    'x'.repeat(255),
    "!#$%&'*+-.^_`|~",
    '*',
    'urn:uuid:8e03978e-40d5-43dd-bc93-6894a57f9324',
    'order/7',
    '"one two"',
    String.raw`"a\"b"`,
    String.raw`"a\\b"`,
    String.raw`"\\\""`,
    `"${'x'.repeat(255)}"`,
    `"${'\\"'.repeat(255)}"`,
    `"${Array.from({ length: 95 }, (_, code) => String.fromCharCode(32 + code).replace(/["\\]/, '\\$&')).join('')}"`,
  ])('%j is taken', async (key) => {
    await numberOf(key);
  });

  test('with its quotes or without it is the same key', async () => {
    expect(await numberOf('"one"')).toBe(await numberOf('one'));
    expect(await numberOf(' one ')).toBe(await numberOf('one'));
    expect(await numberOf('One')).not.toBe(await numberOf('one'));
  });

  test('with escapes is another key than without', async () => {
    const spellings = [String.raw`"a\"b"`, String.raw`"a\\b"`, String.raw`"a\\\"b"`, 'ab'];
    const numbers = new Set<string>();
    for (const spelling of spellings) numbers.add(await numberOf(spelling));
    expect(numbers.size).toBe(spellings.length);
  });

  test.each([
    '',
    '  ',
    '""',
    'x'.repeat(256),
    `"${'x'.repeat(256)}"`,
    'one two',
    '"one',
    'a,b',
    '"é"',
    '"a"b"',
    '"a","b"',
    '"a";v=1',
    String.raw`"a\b"`,
    String.raw`"a\"`,
    String.raw`"\"`,
    `"${'\\"'.repeat(256)}"`,
    'é',
    'a"b',
    String.raw`a\b`,
  ])('%j is 400', async (key) => {
    const answer = await create(key);
    expectRefused(answer, 400, 'invalid_header');
    expect(faultsIn(answer)).toEqual(['header /Idempotency-Key invalid_header']);
    expect(dynamodb.calls()).toEqual([]);
  });

  test('routes that take none do not read it', async () => {
    holding(itemOf.order(draft()));
    expect(await call('getOrder', { headers: { 'idempotency-key': '""' } })).toMatchObject({ status: 200 });
  });
});
