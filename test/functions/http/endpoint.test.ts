import { BatchGetCommand, DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { call, logged } from '#test/support/functions/call-handler.ts';
import { catalogue, dynamodb, holding, itemOf } from '#test/support/functions/mock-table.ts';
import { complete, dentist, draft, laboratory, traceparent } from '#test/support/orders.ts';

const lines = () => logged.map((line) => JSON.parse(line));

/** The names and all other texts of a request, which must not be in the log. */
const secrets = {
  customerId: 'weber',
  clinic: 'Harbour Clinic',
  patient: { firstName: 'Giulietta', lastName: 'Capulet', dateOfBirth: '1961-07-23', reference: 'CASE-4711' },
  toothNotation: 'FDI',
  services: [
    {
      serviceId: 'zirconia-crown',
      teeth: ['11'],
      material: 'Gold, hers',
      note: 'Allergic to nickel',
      shade: { system: 'other', value: 'match the left one' },
    },
  ],
  enclosures: ['Photograph of Giulietta'],
  note: 'Call her mother',
};
const words = /Giulietta|Capulet|1961-07-23|CASE-4711|Gold|nickel|match the left|Photograph|mother|Weber|Anna|Harbour/;

describe('The log', () => {
  test('has one line a request, of identifiers only', async () => {
    holding(...catalogue);
    const { status, body } = await call('createOrder', {
      body: secrets,
      caller: dentist,
      headers: { 'idempotency-key': 'k-1' },
    });
    expect(status).toBe(201);
    expect(body.patient.lastName).toBe('Capulet');
    expect(lines()).toEqual([
      {
        level: 'info',
        route: 'createOrder',
        made: `/v1/orders/${body.number}`,
        tenant: 'northside',
        caller: 'weber-login',
        status: 201,
        ms: expect.any(Number),
        requestId: 'this-request',
        cold: expect.any(Boolean),
        rounds: 0,
      },
    ]);
    expect(logged.join()).not.toMatch(words);
  });

  test('says which order, and why it was refused', async () => {
    holding(itemOf.order(draft(complete)), ...catalogue);
    await call('editOrder', { body: { note: 'Call her mother' } });
    expect(lines()).toMatchObject([
      { level: 'info', route: 'editOrder', number: 'E33E1B813D', status: 428, refusal: 'precondition_required' },
    ]);
    expect(logged.join()).not.toMatch(words);
  });

  test('says whose order a laboratory asked for, and which laboratory that was', async () => {
    holding();
    const params = { tenantId: 'northside', number: '#e33e1b813d' };
    await call('getLabOrder', { caller: laboratory, params });
    expect(lines()).toMatchObject([
      { tenant: 'northside', laboratory: 'apex-lab', number: 'E33E1B813D', caller: 'apex-system', status: 404 },
    ]);
    await call('getLabOrder', { caller: laboratory, params: { ...params, tenantId: 'Giulietta Capulet' } });
    expect(lines()[1]).not.toHaveProperty('tenant');
    expect(logged.join()).not.toMatch(words);
  });

  test('keeps the contents of a refused body, a search and a conflict to itself', async () => {
    holding(itemOf.order(draft(complete)), ...catalogue);
    await call('createOrder', { body: { ...secrets, Capulet: 1, dueDate: 'mother' } });
    await call('createOrder', { body: `${JSON.stringify(secrets)}}` });
    await call('listOrders', { query: 'patient=Capulet&cursor=x' });
    await call('editOrder', { body: { note: 'Call her mother' }, headers: { 'if-match': '"7"' } });
    expect(lines().map(({ status }) => status)).toEqual([422, 400, 422, 412]);
    expect(logged.join()).not.toMatch(words);
  });

  test('names nobody whose token does not say who they are', async () => {
    await call('getOrder', { claims: { sub: 'x', role: 'nobody' } });
    expect(lines()).toMatchObject([{ level: 'info', status: 401, refusal: 'unauthorized' }]);
    expect(lines()[0]).not.toHaveProperty('caller');
    expect(lines()[0]).not.toHaveProperty('tenant');
  });

  test('has the traceparent of a request, refused or not, and none that is invalid', async () => {
    const ask = (header: string, claims?: object) =>
      call('getOrder', { ...(claims && { claims: { ...claims } }), headers: { traceparent: header } });
    holding();
    await ask(traceparent);
    await ask(traceparent, {});
    await ask('Giulietta Capulet');
    expect(lines().map((line) => [line.status, line.traceparent])).toEqual([
      [404, traceparent],
      [401, traceparent],
      [404, undefined],
    ]);
    expect(logged.join()).not.toMatch(words);
  });

  test('says `cold` only for the first request of a process', async () => {
    holding(itemOf.order(draft(complete)));
    await call('getHistory', { claims: {} });
    await call('getHistory', { claims: {} });
    expect(lines().map(({ cold }) => cold)).toEqual([true, false]);
  });
});

describe('An unexpected error', () => {
  class Fault extends Error {
    override name = 'AccessDeniedException';
  }
  const fault = () => new Fault('The item of Giulietta Capulet: Call her mother\nin table orders');

  const expectBare = async (answer: ReturnType<typeof call>) => {
    expect(await answer).toEqual({
      status: 500,
      headers: {
        'content-type': 'application/problem+json',
        'content-language': 'en',
        vary: 'Accept-Language',
        'cache-control': 'no-store',
        'x-request-id': 'this-request',
      },
      body: {
        type: 'https://orders.example.com/docs/errors#internal_error',
        title: 'Internal error',
        status: 500,
        code: 'internal_error',
        detail: 'Repeat the request later; the fault is ours, not in your request.',
        requestId: 'this-request',
      },
    });
    expect(lines()).toMatchObject([
      { level: 'error', status: 500, refusal: 'internal_error', requestId: 'this-request', fault: expect.any(String) },
    ]);
    expect(logged.join()).not.toMatch(words);
  };

  test('is a bare 500 when a read fails, with one line that says where', async () => {
    dynamodb.on(BatchGetCommand).rejects(fault());
    await expectBare(call('getOrder'));
    expect(lines()[0].at).toMatch(/^\w+ \(.*endpoint.test.ts:\d+:\d+\)/);
  });

  test('is a bare 500 when a write fails, and is not written again', async () => {
    holding(...catalogue);
    dynamodb.on(PutCommand).rejects(fault());
    await expectBare(call('createOrder', { body: secrets }));
    expect(dynamodb.commandCalls(PutCommand)).toHaveLength(1);
  });

  test('is a bare 500 when an order cannot be read as one', async () => {
    holding({ ...itemOf.order(draft(complete)), dueDate: 'Giulietta', note: 7 });
    await expectBare(call('getOrder'));
  });

  test('is a bare 500 when something is thrown that is no error', async () => {
    dynamodb.on(BatchGetCommand).callsFake(() => {
      throw 'Giulietta';
    });
    const answer = await call('getOrder');
    expect(answer.status).toBe(500);
    expect(logged).toHaveLength(1);
    expect(logged.join()).not.toMatch(words);
  });
});

describe('X-Request-Id names the request in every reply of ours:', () => {
  const sent = { requestId: 'the-request' };
  test.each<[string, number, () => ReturnType<typeof call>]>([
    ['a success', 200, () => call('getOrder', sent)],
    ['what was made', 201, () => call('createOrder', { ...sent, body: { customerId: 'weber' } })],
    ['what has no body', 204, () => call('deleteLabSubscription', { ...sent, caller: laboratory })],
    ['a refusal', 404, () => call('getOrder', { ...sent, params: { number: '0000000000' } })],
    ['a fault', 500, () => call('listOrders', sent)],
  ])('%s', async (_, status, ask) => {
    holding(itemOf.order(draft()), ...catalogue);
    dynamodb.on(DeleteCommand).resolves({});
    dynamodb.on(QueryCommand).rejects(new Error('No.'));
    expect(await ask()).toMatchObject({ status, headers: { 'x-request-id': 'the-request' } });
  });
});
