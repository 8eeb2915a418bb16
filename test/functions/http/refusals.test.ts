import { createHash } from 'node:crypto';
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { actions } from '#domain/order/actions.ts';
import { Status, statuses } from '#domain/order/statuses.ts';
import { problemStatuses } from '#functions/contract/problems.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { keysOf } from '#functions/description/refusals.ts';
import type { Key } from '#functions/store/table.ts';
import { operations } from '#test/support/description/document.ts';
import { type Answer, call } from '#test/support/functions/call-handler.ts';
import { catalogue, dynamodb, expectRefused, holding, itemOf } from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { holdingAll, message, orderFor, validOrder, validRequests } from '#test/support/functions/valid-requests.ts';
import { laboratory, manager } from '#test/support/orders.ts';

beforeEach(() => holdingAll());

const failing = (error: Error) => (name: RouteName, sent: Sent) => {
  dynamodb.reset();
  dynamodb.rejects(error);
  return call(name, sent);
};

/** What makes a valid request refused, whichever operation it is to. */
const refused = {
  malformed_body: (name, sent) => call(name, { ...sent, body: '{' }),
  invalid_header: (name, sent) =>
    call(name, { ...sent, headers: { 'if-match': 'x', 'if-none-match': 'x', 'idempotency-key': '' } }),
  unauthorized: (name, sent) => call(name, { ...sent, claims: {} }),
  forbidden: (name, sent) => call(name, { ...sent, caller: routes[name].audience === 'clinic' ? laboratory : manager }),
  not_found(name, sent) {
    dynamodb.reset();
    holding();
    dynamodb.on(QueryCommand).resolves({ Items: [] });
    return call(name, sent);
  },
  invalid_status(name, sent) {
    const row: Partial<Record<Status, { kind: string }>> =
      Object.entries(actions).find(([one]) => one === name)?.[1] ?? {};
    const { role } = sent.caller ?? manager;
    const status = Status.options.find((one) => row[one]?.kind === 'refused' && statuses[one].visibleTo.includes(role));
    // What no status refuses needs an order that was never published.
    holdingAll(status ? { ...validOrder, status } : { ...validOrder, publication: null });
    return call(name, sent);
  },
  payroll_finalized(name, sent) {
    holdingAll({ ...validOrder, payroll: { ...validOrder.payroll, finalized: true } });
    return call(name, sent);
  },
  version_conflict: (name, sent) => call(name, { ...sent, headers: { 'if-match': '"7"' } }),
  body_too_large: (name, sent) => call(name, { ...sent, body: ' '.repeat(1024 * 1024 + 1) }),
  unsupported_media_type: (name, sent) => call(name, { ...sent, body: 'x', type: 'text/plain' }),
  validation_failed: (name, sent) => call(name, { ...sent, query: 'nonsense=1' }),
  idempotency_key_reused(name, sent) {
    const side = sent.caller?.role === 'laboratory' ? sent.caller.laboratoryId : null;
    const hash = createHash('sha256')
      .update(JSON.stringify([side, 'k']))
      .digest('hex');
    const createdWith = { hash, fingerprint: 'of another request' };
    // The number of a new order follows from its key, so every order that is looked for is there.
    const found = ({ PK, SK }: Key) =>
      SK === 'ORDER'
        ? itemOf.order({ ...orderFor(name), number: PK.slice(-10), createdWith })
        : (catalogue.find((item) => item.PK === PK && item.SK === SK) ?? []);
    dynamodb
      .on(BatchGetCommand)
      .callsFake(({ RequestItems: { orders } }) => ({ Responses: { orders: orders.Keys.flatMap(found) } }));
    const messages = (['clinic', 'laboratory'] as const).map((side) => message(side, { retryKey: createdWith }));
    dynamodb.on(QueryCommand).resolves({ Items: messages.map(itemOf.message) });
    return call(name, { ...sent, headers: { ...sent.headers, 'idempotency-key': 'k' } });
  },
  precondition_required: (name, sent) => call(name, { ...sent, headers: {} }),
  internal_error: failing(new Error('A fault.')),
  try_again: failing(Object.assign(new Error('Too many.'), { name: 'ThrottlingException' })),
} satisfies Partial<Record<keyof typeof problemStatuses, (name: RouteName, sent: Sent) => Promise<Answer>>>;

/** A repeated request finds an order that its caller no longer sees: retries.test.ts. */
const onlyInRetries = ['createOrder not_found'];

test.each(keysOf(refused))('Every operation that lists %s answers it', async (code) => {
  const listing = operations.filter(({ responses }) =>
    responses.get(problemStatuses[code])?.forms.some((form) => form.code === code),
  );
  expect(listing.length).toBeGreaterThan(0);
  for (const { name } of listing) {
    if (onlyInRetries.includes(`${name} ${code}`)) continue;
    const route = keysOf(routes).find((one) => one === name) ?? expect.fail(name);
    holdingAll(orderFor(route));
    expectRefused(await refused[code](route, validRequests[route]), problemStatuses[code], code);
    dynamodb.reset();
  }
});

test('An action that the status does not allow is told the other way that there is, and else what is allowed', async () => {
  const said = async (name: RouteName, status: Status, language = 'en') => {
    holdingAll({ ...validOrder, status });
    const { headers, ...valid } = validRequests[name];
    const answer = await call(name, { ...valid, headers: { ...headers, 'accept-language': language } });
    expectRefused(answer, 409, 'invalid_status');
    const { because = null, detail, orderStatus } = answer.body;
    expect(orderStatus).toBe(status);
    return [because, detail];
  };
  expect(await said('cancelOrder', 'production')).toEqual([
    'inProduction',
    'Ask the laboratory to return the order; it is in production.',
  ]);
  expect(await said('changeDueDate', 'draft')).toEqual([
    'draft',
    'Edit the order; the due date of a draft is changed with its other fields.',
  ]);
  expect(await said('editOrder', 'published')).toEqual([
    'sent',
    'Withdraw the order first; what was sent is changed in a draft alone.',
  ]);
  const other = [null, 'The order does not allow this in its status; the list of actions says what it allows.'];
  for (const status of ['produced', 'delivered'] as const) expect(await said('editOrder', status)).toEqual(other);
  expect(await said('withdrawOrder', 'production', 'de')).toEqual([
    'inProduction',
    'Bitten Sie das Labor, den Auftrag zurückzugeben; er ist in Arbeit.',
  ]);
  expect(await said('setDiscount', 'published', 'uk')).toEqual([
    'sent',
    'Спершу відкличте замовлення; надіслане змінюють лише в чернетці.',
  ]);
});
