import { describe, expect, test } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { Order } from '#domain/order/order.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  catalogue,
  dynamodb,
  expectRefused,
  holding,
  itemOf,
  onlyPut,
  puts,
} from '#test/support/functions/mock-table.ts';
import { complete, dentist, draft, laboratory, manager, novak, technician } from '#test/support/orders.ts';

/** A valid request to change the customer of an order. The faults below make it invalid. */
type Attempt = {
  caller: Caller;
  claims?: object;
  number: string;
  customerId: string;
  body: (json: string) => string;
  type: string;
  ifMatch: string | undefined;
  order: Order;
};

const sound: Attempt = {
  caller: manager,
  number: 'E33E1B813D',
  customerId: 'novak',
  body: (json) => json,
  type: 'application/json',
  ifMatch: '"1"',
  order: draft(complete),
};

/** The order with the retry key `used` of another request. */
async function withUsedKey(order: Order): Promise<Order> {
  holding(...catalogue);
  await call('createOrder', { body: { customerId: 'weber' }, headers: { 'idempotency-key': 'used' } });
  const { createdWith } = Order.parse(onlyPut().Item);
  dynamodb.reset();
  return { ...order, createdWith };
}

type Fault = { status: number; code: string; worsen: (attempt: Attempt) => Attempt | Promise<Attempt> };

/** Everything that can be wrong, in the order in which it is checked (docs/architecture.md, "The way of a request"). */
const faults: Record<string, Fault> = {
  'no claims': { status: 401, code: 'unauthorized', worsen: (to) => ({ ...to, claims: {} }) },
  'body too large': {
    status: 413,
    code: 'body_too_large',
    worsen: (to) => ({ ...to, body: (json) => `${' '.repeat(1024 * 1024)}${to.body(json)}` }),
  },
  'media type': { status: 415, code: 'unsupported_media_type', worsen: (to) => ({ ...to, type: 'text/plain' }) },
  'malformed body': {
    status: 400,
    code: 'malformed_body',
    worsen: (to) => ({ ...to, body: (json) => `${to.body(json)}}` }),
  },
  'malformed If-Match': { status: 400, code: 'invalid_header', worsen: (to) => ({ ...to, ifMatch: '*' }) },
  'malformed number': { status: 422, code: 'validation_failed', worsen: (to) => ({ ...to, number: 'none' }) },
  "another dentist's order": {
    status: 404,
    code: 'not_found',
    worsen: (to) => ({ ...to, caller: dentist, order: { ...to.order, customerId: 'novak' } }),
  },
  'no right to the action': { status: 403, code: 'forbidden', worsen: (to) => ({ ...to, caller: dentist }) },
  'retry key of another request': {
    status: 422,
    code: 'idempotency_key_reused',
    worsen: async (to) => ({ ...to, order: await withUsedKey(to.order) }),
  },
  'no If-Match': { status: 428, code: 'precondition_required', worsen: (to) => ({ ...to, ifMatch: undefined }) },
  'stale If-Match': { status: 412, code: 'version_conflict', worsen: (to) => ({ ...to, ifMatch: '"99"' }) },
  published: {
    status: 409,
    code: 'invalid_status',
    worsen: (to) => ({ ...to, order: { ...to.order, status: 'published' } }),
  },
  'a customer who is not there': {
    status: 422,
    code: 'validation_failed',
    worsen: (to) => ({ ...to, customerId: 'nobody' }),
  },
};

const excluding = [['malformed If-Match', 'no If-Match', 'stale If-Match']];

const pairs = Object.keys(faults).flatMap((first, index, all) =>
  all
    .slice(index + 1)
    .filter((second) => !excluding.some((names) => names.includes(first) && names.includes(second)))
    .map((second) => [first, second] as const),
);

async function attempt(...names: string[]) {
  let worsened = sound;
  for (const name of names) worsened = (await faults[name]?.worsen(worsened)) ?? worsened;
  const { caller, claims, number, customerId, body, type, ifMatch, order } = worsened;
  holding(itemOf.order(order), ...catalogue);
  return call('changeCustomer', {
    caller,
    ...(claims && { claims: { ...claims } }),
    params: { number },
    body: body(JSON.stringify({ customerId })),
    type,
    headers: { ...(ifMatch && { 'if-match': ifMatch }), 'idempotency-key': 'used' },
  });
}

test('A valid request changes the customer', async () => {
  expect(await attempt()).toMatchObject({ status: 200, body: { customerId: 'novak' } });
  expect(puts()).toHaveLength(1);
});

test.each(Object.keys(faults))('One fault alone: %s', async (name) => {
  const { status = 0, code = '' } = faults[name] ?? {};
  expectRefused(await attempt(name), status, code);
});

test.each(pairs)('%s is reported before: %s', async (first, second) => {
  const { status = 0, code = '' } = faults[first] ?? {};
  expectRefused(await attempt(second, first), status, code);
});

const headers = (ifMatch: string) => ({ 'if-match': ifMatch });
const stranger = { ...dentist, sub: 'novak-login', customerId: novak.customerId };

describe('An order that the caller may not see is 404, whatever else is wrong:', () => {
  const order = draft(complete);
  const requests = [
    ['stale', { headers: headers('"99"') }],
    ['without If-Match', {}],
    ['with a field that is not theirs', { body: { services: [{ serviceId: 'zirconia-crown', unitPrice: null }] } }],
    ['sound', { headers: headers('"1"') }],
  ] as const;

  test.each(requests)('an edit, %s', async (_, sent) => {
    const body = 'body' in sent ? sent.body : { note: 'x' };
    holding(...catalogue);
    const never = await call('editOrder', { ...sent, body, caller: stranger });
    expectRefused(never, 404, 'not_found');
    holding(itemOf.order(order), ...catalogue);
    expect(await call('editOrder', { ...sent, body, caller: stranger })).toEqual(never);
    expect(await call('editOrder', { ...sent, body, caller: technician })).toEqual(never);
    expect(await call('editOrder', { ...sent, body, caller: { ...manager, tenantId: 'lakeview' } })).toEqual(never);
    expectRefused(await call('editOrder', { ...sent, body, caller: laboratory }), 403, 'forbidden');
  });

  test('reading, history and copying', async () => {
    for (const name of ['getOrder', 'getHistory', 'copyOrder'] as const) {
      holding(...catalogue);
      const never = await call(name, { caller: stranger });
      expectRefused(never, 404, 'not_found');
      holding(itemOf.order(order), ...catalogue);
      expect(await call(name, { caller: stranger })).toEqual(never);
      expect(await call(name, { caller: technician })).toEqual(never);
    }
  });
});

test('A technician sees a published order, and may not change it: 403 before the version and the status', async () => {
  holding(itemOf.order({ ...draft(complete), status: 'published' }), ...catalogue);
  for (const name of ['editOrder', 'cancelOrder', 'publishOrder', 'copyOrder'] as const)
    expectRefused(await call(name, { body: {}, caller: technician }), 403, 'forbidden');
});

test('The wrong role is 403 with the allowed roles and the caller’s role', async () => {
  holding(itemOf.order({ ...draft(complete), status: 'published' }), ...catalogue);
  const detail = async (...sent: Parameters<typeof call>) => {
    const answer = await call(...sent);
    expectRefused(answer, 403, 'forbidden');
    return answer.body.detail;
  };
  expect(await detail('getLabFeed')).toBe("This is for laboratories; your token is a manager's.");
  expect(await detail('getOrder', { caller: laboratory })).toBe(
    "This is for managers, dentists, and technicians; your token is a laboratory's.",
  );
  expect(await detail('copyOrder', { caller: technician })).toBe(
    "This is for managers and dentists; your token is a technician's.",
  );
  expect(await detail('putSettings', { caller: dentist })).toBe("This is for managers; your token is a dentist's.");
});

test('A field that the caller may not set is 403 with its pointer, before the version', async () => {
  const order = draft(complete);
  const services = [
    { lineId: order.services[0]?.lineId, serviceId: 'zirconia-crown', unitPrice: { amount: 0, currency: 'EUR' } },
  ];
  holding(itemOf.order(order), ...catalogue);
  const answer = await call('editOrder', { body: { services }, caller: dentist });
  expectRefused(answer, 403, 'forbidden');
  expect(answer.body.errors).toMatchObject([{ in: 'body', pointer: '/services/0/unitPrice' }]);
  const publishing = await call('publishOrder', { body: { changes: { services } }, caller: dentist });
  expectRefused(publishing, 403, 'forbidden');
  expect(publishing.body.errors).toMatchObject([{ in: 'body', pointer: '/changes/services/0/unitPrice' }]);
});

test('A published order is 428 without If-Match, 412 with a stale one, and else 409', async () => {
  holding(itemOf.order({ ...draft(complete), status: 'published' }), ...catalogue);
  const publish = (ifMatch?: string) => call('publishOrder', { body: {}, headers: ifMatch ? headers(ifMatch) : {} });
  expectRefused(await publish(), 428, 'precondition_required');
  expectRefused(await publish('"7"'), 412, 'version_conflict');
  const answer = await publish('"1"');
  expectRefused(answer, 409, 'invalid_status');
  expect(answer.body).toMatchObject({
    orderStatus: 'published',
    actions: [
      'getOrder',
      'getHistory',
      'planWork',
      'editWorkPlan',
      'getPayroll',
      'addPayrollRecord',
      'removePayrollRecord',
      'finalizePayroll',
      'printOrder',
      'getDocument',
      'copyOrder',
      'markTask',
      'cancelOrder',
      'withdrawOrder',
      'changeDueDate',
      'receiveOrder',
      'listMessages',
      'addMessage',
    ],
  });
});

test('Cancelling a cancelled order is 200, without If-Match and without a write', async () => {
  holding(itemOf.order({ ...draft(complete), status: 'cancelled', version: 2 }), ...catalogue);
  for (const sent of [{}, { headers: headers('"1"') }, { headers: headers('"2"') }])
    expect(await call('cancelOrder', { ...sent, body: { reason: 'Again' } })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { status: 'cancelled', cancelReason: null },
    });
  expect(puts()).toEqual([]);
});

test('A dry run needs no If-Match, and checks status and rules', async () => {
  const dryRun = (customerId: string) =>
    call('changeCustomer', { query: 'dryRun=true', body: { customerId }, headers: {} });
  holding(itemOf.order(draft(complete)), ...catalogue);
  expect(await dryRun('novak')).toMatchObject({ status: 200 });
  expectRefused(await dryRun('nobody'), 422, 'validation_failed');
  holding(itemOf.order({ ...draft(complete), status: 'published' }), ...catalogue);
  expectRefused(await dryRun('novak'), 409, 'invalid_status');
});
