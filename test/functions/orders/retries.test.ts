import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  catalogue,
  dynamodb,
  expectRefused,
  faultsIn,
  holding,
  type Item,
  itemOf,
  meeting,
  onlyPut,
  puts,
} from '#test/support/functions/mock-table.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { orderFor, validRequests } from '#test/support/functions/valid-requests.ts';
import { complete, dentist, draft, laboratory, manager } from '#test/support/orders.ts';

const order = itemOf.order(draft(complete));
const note = (sent: Sent = {}) =>
  call('editOrder', { body: { note: 'x' }, headers: { 'if-match': '"1"', 'idempotency-key': 'k' }, ...sent });
const unkeyed = (sent: Sent = {}) => note({ headers: { 'if-match': '"1"' }, ...sent });
const create = (sent: Sent = {}) =>
  call('createOrder', { body: { customerId: 'weber', note: 'x' }, headers: { 'idempotency-key': 'k' }, ...sent });

/** The item that a request writes. */
async function leftBy(request: () => ReturnType<typeof call>, ...current: Item[]): Promise<Item> {
  dynamodb.reset();
  holding(...current, ...catalogue);
  await request();
  const { Item } = onlyPut();
  dynamodb.reset();
  return { PK: '', SK: '', ...Item };
}

/** Mocks a lost reply to PutItem: the SDK repeats the request, whose condition then fails on what it wrote itself. */
function losingTheFirstAnswer(): void {
  dynamodb.on(PutCommand).callsFake(({ Item }) => {
    throw new ConditionalCheckFailedException({
      $metadata: {},
      message: 'met itself',
      Item: marshall(Item, { removeUndefinedValues: true }),
    });
  });
}

describe('A lost reply from DynamoDB', () => {
  test.each([
    ['an edit', note],
    ['an edit without key', unkeyed],
  ])('to %s: the item is its own, and the request succeeds', async (_, request) => {
    holding(order, ...catalogue);
    losingTheFirstAnswer();
    expect(await request()).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { note: 'x', version: 2 } });
    expect(puts()).toHaveLength(1);
  });

  test.each([
    ['a create', create],
    ['a create without key', () => create({ headers: {} })],
    ['a copy', () => call('copyOrder', { headers: { 'idempotency-key': 'k' } })],
  ])('to %s: one order, with its Location', async (_, request) => {
    holding(order, ...catalogue);
    losingTheFirstAnswer();
    const { status, headers, body } = await request();
    expect(status).toBe(201);
    expect(headers['location']).toBe(`/v1/orders/${body.number}`);
    expect(puts()).toHaveLength(1);
  });

  test('after which others have changed the order: the request succeeds with the current order', async () => {
    const mine = await leftBy(unkeyed, order);
    holding(order, ...catalogue);
    const [, change] = mine['recent'] as object[];
    meeting({
      ...mine,
      version: 3,
      note: 'y',
      recent: [...(mine['recent'] as object[]), { ...change, version: 3, requestId: 'another' }],
    });
    expect(await unkeyed()).toMatchObject({ status: 200, headers: { etag: '"3"' }, body: { note: 'y' } });
  });
});

describe('A repeated change', () => {
  test('with the same key is answered with the current order, without a second effect and despite a stale If-Match', async () => {
    holding(await leftBy(note, order), ...catalogue);
    expect(await note({ requestId: 'again' })).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(await note({ requestId: 'again', headers: { 'idempotency-key': 'k' } })).toMatchObject({ status: 200 });
    expect(puts()).toEqual([]);
  });

  test('that runs at the same time as its duplicate succeeds, too', async () => {
    const duplicate = await leftBy(note, order);
    holding(order, ...catalogue);
    meeting(duplicate);
    expect(await note({ requestId: 'duplicate' })).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(puts()).toHaveLength(1);
  });

  test('without a key is 412 after a concurrent request, with version and fields', async () => {
    const other = await leftBy(unkeyed, order);
    holding(order, ...catalogue);
    meeting(other);
    expect(await unkeyed({ requestId: 'another' })).toMatchObject({
      status: 412,
      body: { code: 'version_conflict', version: 2, fields: ['note'] },
    });
  });

  test.each<[string, Sent]>([
    ['body', { body: { note: 'y' } }],
    ['caller', { caller: dentist }],
    ['caller of the same role', { caller: { ...manager, sub: 'mirko' } }],
  ])('with another %s under the same key is 422', async (_, sent) => {
    const first = await leftBy(note, order);
    holding(first, ...catalogue);
    const answer = await note(sent);
    expectRefused(answer, 422, 'idempotency_key_reused');
    expect(faultsIn(answer)).toEqual(['header /Idempotency-Key key_reused']);
    holding(order, ...catalogue);
    meeting(first);
    expect(await note(sent)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  test('of a caller who was renamed is the same request', async () => {
    const called = (name: string): Sent => ({ caller: { ...manager, name } });
    const first = await leftBy(() => note(called('Maria Berg')), order);
    for (const sent of [called('Maria Quist'), {}]) {
      dynamodb.reset();
      holding(first, ...catalogue);
      expect(await note({ ...sent, requestId: 'again' })).toMatchObject({ status: 200, headers: { etag: '"2"' } });
      expect(puts()).toEqual([]);
    }
    const created = await leftBy(() => create(called('Maria Berg')));
    dynamodb.reset();
    holding(created, ...catalogue);
    meeting(created);
    expect(await create({ ...called('Maria Quist'), requestId: 'again' })).toMatchObject({
      status: 201,
      body: { number: created['number'], createdBy: { sub: 'maria', role: 'manager', name: 'Maria Berg' } },
    });
  });

  test('of another action under the same key is 422', async () => {
    holding(await leftBy(note, order), ...catalogue);
    const headers = { 'if-match': '"2"', 'idempotency-key': 'k' };
    expectRefused(await call('cancelOrder', { headers }), 422, 'idempotency_key_reused');
    expectRefused(await call('publishOrder', { body: {}, headers }), 422, 'idempotency_key_reused');
  });

  test('with a query that differs is 422', async () => {
    const move = (query: string) =>
      call('changeCustomer', {
        query,
        body: { customerId: 'novak' },
        headers: { 'if-match': '"1"', 'idempotency-key': 'k' },
      });
    holding(await leftBy(() => move(''), order), ...catalogue);
    expectRefused(await move('dryRun=false'), 422, 'idempotency_key_reused');
  });

  test('of a publication is the first answer again: 200, and no second event', async () => {
    const send = () => call('publishOrder', { body: {}, headers: { 'if-match': '"1"', 'idempotency-key': 'send' } });
    holding(await leftBy(send, order), ...catalogue);
    expect(await send()).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { status: 'published' } });
    expect(puts()).toEqual([]);
  });

  test('is not recognised after sixteen further changes: then If-Match counts', async () => {
    const first = await leftBy(note, order);
    let current = first;
    for (let version = 2; version <= 17; version++)
      current = await leftBy(
        () => call('editOrder', { body: { note: `Note ${version}` }, headers: { 'if-match': `"${version}"` } }),
        current,
      );
    expect(current['recent']).toHaveLength(16);
    holding(current, ...catalogue);
    const answer = await note();
    expectRefused(answer, 412, 'version_conflict');
    expect(answer.body).toMatchObject({ version: 18, fields: null });
    const later = await note({ headers: { 'if-match': '"17"' } });
    expect(later.body).toMatchObject({ version: 18, fields: ['note'] });
  });
});

describe('A key that the other side has used', () => {
  const keyed = { 'if-match': '"2"', 'idempotency-key': 'k' };
  const accept = (headers: Record<string, string>, caller: Caller = laboratory) =>
    call('acceptOrder', { ...validRequests.acceptOrder, caller, headers });
  const published = itemOf.order(orderFor('acceptOrder'));

  test('is new to a clinic', async () => {
    holding(await leftBy(() => accept({ ...keyed, 'if-match': '"1"' }), published), ...catalogue);
    expect(await call('receiveOrder', { body: {}, headers: keyed })).toMatchObject({
      status: 200,
      body: { status: 'delivered' },
    });
  });

  test('is new to another laboratory, which cannot find out what the one before it has sent', async () => {
    const returned = await leftBy(
      () => call('returnOrder', { ...validRequests.returnOrder, headers: { ...keyed, 'if-match': '"1"' } }),
      published,
    );
    const publication = { version: 2, revision: 2, laboratoryId: 'bright-lab', changed: null };
    holding({ ...returned, status: 'published', laboratoryId: 'bright-lab', publication }, ...catalogue);
    const bright = { role: 'laboratory', sub: 'bright-system', laboratoryId: 'bright-lab' } as const;
    expect(await accept(keyed, bright)).toMatchObject({ status: 200, body: { status: 'production' } });
  });
});

describe('A laboratory that names a version from before it had the order', () => {
  test('is told of no field that was changed then', async () => {
    const order = orderFor('acceptOrder');
    const publication = { version: 3, revision: 1, laboratoryId: 'apex-lab', changed: null };
    const [first] = order.recent;
    const recent = [1, 2, 3].map((version) => ({ ...first, version, fields: ['note', 'customer'] }));
    holding({ ...itemOf.order(order), version: 3, laboratoryVersion: 3, publication, recent }, ...catalogue);
    const answer = await call('acceptOrder', { ...validRequests.acceptOrder, headers: { 'if-match': '"1"' } });
    expect(answer).toMatchObject({ status: 412, body: { code: 'version_conflict', version: 3, fields: null } });
  });
});

describe('A return, by which the order leaves the hands of its laboratory', () => {
  const published = itemOf.order(orderFor('acceptOrder'));
  const giveBack = (key?: string) =>
    call('returnOrder', {
      ...validRequests.returnOrder,
      headers: { 'if-match': '"1"', ...(key !== undefined && { 'idempotency-key': key }) },
    });
  const done = { status: 200, headers: { etag: '"2"' }, body: { status: 'draft', version: 2 } };

  test('is done when it meets its own item, because the reply from DynamoDB was lost', async () => {
    holding(published, ...catalogue);
    losingTheFirstAnswer();
    expect(await giveBack()).toMatchObject(done);
    expect(puts()).toHaveLength(1);
  });

  test('that is repeated with its key is answered as at first, also after what the laboratory does not read has changed', async () => {
    const left = await leftBy(() => giveBack('k'), published);
    const planned = await leftBy(
      () => call('planWork', { ...validRequests.planWork, headers: { 'if-match': '"2"' } }),
      left,
    );
    for (const current of [left, planned]) {
      holding(current, ...catalogue);
      expect(await giveBack('k')).toMatchObject(done);
    }
    expect(puts()).toEqual([]);
  });

  test('that is repeated after the clinic has gone on with its draft is 404, and shows nothing of that', async () => {
    const left = await leftBy(() => giveBack('k'), published);
    const edited = await leftBy(
      () => call('editOrder', { body: { note: 'of the clinic' }, headers: { 'if-match': '"2"' } }),
      left,
    );
    holding(edited, ...catalogue);
    const answer = await giveBack('k');
    expectRefused(answer, 404, 'not_found');
    expect(JSON.stringify(answer)).not.toContain('of the clinic');
  });

  test('that anybody else repeats, or under another key, is 404', async () => {
    holding(await leftBy(() => giveBack('k'), published), ...catalogue);
    expectRefused(await giveBack('other'), 404, 'not_found');
    expectRefused(await giveBack(), 404, 'not_found');
    const colleague = { ...validRequests.returnOrder, caller: { ...laboratory, sub: 'apex-person' } };
    expectRefused(
      await call('returnOrder', { ...colleague, headers: { 'if-match': '"1"', 'idempotency-key': 'k' } }),
      404,
      'not_found',
    );
  });
});

describe('A repeated create', () => {
  test('gives the same order and Location again, and writes nothing', async () => {
    const first = await leftBy(create);
    holding(first, ...catalogue);
    const again = await create({ requestId: 'again' });
    expect(again).toMatchObject({ status: 201, headers: { etag: '"1"', location: `/v1/orders/${first['number']}` } });
    expect(puts()).toEqual([]);
  });

  test('that runs at the same time as its duplicate gives the order that the duplicate made', async () => {
    const duplicate = await leftBy(create);
    holding(...catalogue);
    meeting(duplicate);
    expect(await create({ requestId: 'duplicate' })).toMatchObject({
      status: 201,
      body: { number: duplicate['number'] },
    });
    expect(puts()).toHaveLength(1);
  });

  test('after twenty keyed edits still gives the one order', async () => {
    let current = await leftBy(create);
    const { number } = current;
    for (let version = 1; version <= 20; version++)
      current = await leftBy(
        () =>
          call('editOrder', {
            params: { number: String(number) },
            body: { note: `Note ${version}` },
            headers: { 'if-match': `"${version}"`, 'idempotency-key': `edit-${version}` },
          }),
        current,
      );
    holding(current, ...catalogue);
    expect(await create()).toMatchObject({ status: 201, headers: { etag: '"21"' }, body: { number, note: 'Note 20' } });
    expect(puts()).toEqual([]);
  });

  test('of another body under the same key is 422, before and at the write', async () => {
    const first = await leftBy(create);
    const other = { body: { customerId: 'weber', note: 'y' } };
    holding(first, ...catalogue);
    expectRefused(await create(other), 422, 'idempotency_key_reused');
    holding(...catalogue);
    meeting(first);
    expect(await create(other)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  test('whose order the caller may no longer see is 404', async () => {
    const own = () => create({ caller: dentist, body: {} });
    const gone = { ...(await leftBy(own)), customerId: 'novak' };
    holding(gone, ...catalogue);
    expectRefused(await own(), 404, 'not_found');
    holding(...catalogue);
    meeting(gone);
    expect(await own()).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('of another caller, tenant or route under the same key makes its own order', async () => {
    const numbers = [
      await leftBy(create),
      await leftBy(() => create({ caller: { ...manager, sub: 'mirko' } })),
      await leftBy(() => create({ caller: dentist })),
      await leftBy(() => call('copyOrder', { headers: { 'idempotency-key': 'k' } }), order),
      await leftBy(() => create({ headers: { 'idempotency-key': 'K' } })),
    ].map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
