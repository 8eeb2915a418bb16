import { beforeAll, expect, it } from 'vitest';
import { newTable } from '#test/support/database/new-table.ts';
import { startProxy } from '#test/support/database/proxy.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { complete, manager } from '#test/support/orders.ts';
import { shared } from '#test/support/product/shared-product.ts';

/** How many replies to PutItem the proxy will still drop, and how many PutItem requests it got. */
let toLose = 0;
let puts = 0;

beforeAll(async () => {
  const { endpoint } = await startProxy(shared.dynamodb, async ({ target, response }, forward) => {
    if (!target.endsWith('.PutItem')) return false;
    puts++;
    if (toLose === 0) return false;
    toLose--;
    await forward();
    response.destroy();
    return true;
  });
  await newTable(endpoint);
  const crown = { name: 'Crown', group: 'Fixed', price: { amount: 100_00, currency: 'EUR' }, active: true, tasks: [] };
  await call('putService', { params: { id: 'zirconia-crown' }, body: crown });
  await call('putCustomer', {
    params: { id: 'weber' },
    body: { firstName: 'Anna', lastName: 'Weber', clinic: 'Mill', active: true },
  });
  await call('putLaboratory', { params: { id: 'apex-lab' }, body: { name: 'Apex', active: true } });
});

const create = (requestId: string, headers = {}) =>
  call('createOrder', {
    caller: manager,
    body: { ...complete, customerId: 'weber', dueDate: '2099-01-01' },
    headers,
    requestId,
  });

it('a create whose first reply from DynamoDB is lost makes one order and succeeds', async () => {
  puts = 0;
  toLose = 1;
  const created = await create('lost-create');
  expect([created.status, created.body.version]).toEqual([201, 1]);
  expect(puts).toBeGreaterThan(1);
  const { body } = await call('getOrder', { params: { number: created.body.number } });
  expect(body.version).toBe(1);
  expect((await call('listOrders')).body.items).toHaveLength(1);
});

it('a create with Idempotency-Key whose first reply is lost makes one order and succeeds', async () => {
  toLose = 1;
  const keyed = { 'idempotency-key': 'once' };
  const created = await create('lost-keyed', keyed);
  const again = await create('again', keyed);
  expect([created.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(created.body);
});

it('an edit and a publish whose first replies are lost happen once and succeed', async () => {
  const { body: order } = await create('to-edit');
  const params = { number: order.number };
  toLose = 1;
  const edited = await call('editOrder', {
    params,
    body: { note: 'Kept' },
    headers: { 'if-match': '"1"' },
    requestId: 'lost-edit',
  });
  expect([edited.status, edited.body.version, edited.body.note]).toEqual([200, 2, 'Kept']);
  toLose = 1;
  const published = await call('publishOrder', {
    params,
    body: {},
    headers: { 'if-match': '"2"' },
    requestId: 'lost-publish',
  });
  expect([published.status, published.body.version, published.body.status]).toEqual([200, 3, 'published']);
});

it('an edit of another person in between is still a conflict', async () => {
  const { body: order } = await create('to-race');
  const edit = (note: string, requestId: string) =>
    call('editOrder', { params: { number: order.number }, body: { note }, headers: { 'if-match': '"1"' }, requestId });
  const answers = await Promise.all([edit('One', 'first'), edit('Two', 'second')]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
});

it('a PUT with If-None-Match: * whose first reply is lost succeeds; repeated it is 412', async () => {
  puts = 0;
  toLose = 1;
  const put = () =>
    call('putEmployee', {
      params: { id: 'lena' },
      body: { firstName: 'Lena', lastName: 'Berg', active: true },
      headers: { 'if-none-match': '*' },
    });
  expect(await put()).toMatchObject({ status: 201, body: { version: 1 } });
  expect(puts).toBeGreaterThan(1);
  expect(await put()).toMatchObject({ status: 412, headers: { etag: '"1"' } });
});
