import { createServer } from 'node:http';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { firstAttempt } from '#domain/listening/delivery.ts';
import { eventsOf } from '#domain/listening/order-event.ts';
import { historyEntry, lastChange } from '#domain/order/history.ts';
import { keys } from '#functions/store/table.ts';
import { listen } from '#infra/local/machine/listening.ts';
import { startQueues } from '#infra/local/parts/queue.ts';
import { newTable } from '#test/support/database/new-table.ts';
import { type Counted, countUnits } from '#test/support/database/units.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { accepted, complete, draft, laboratory, manager, publish, saved } from '#test/support/orders.ts';
import { published } from '#test/support/subscriptions.ts';

const counted: Counted[] = [];

beforeAll(async () => {
  const queues = await startQueues();
  await newTable();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    DELIVERY_QUEUE_URL: queues.deliveryQueueUrl,
    WEBHOOKS_TO_THIS_MACHINE: 'yes',
  });
  const { dynamodb } = await import('#functions/store/client.ts');
  countUnits(dynamodb, (one) => counted.push(one));
  const { version: _, updatedAt: _at, updatedBy: _by, ...settings } = defaultSettings;
  await call('putSettings', { body: { ...settings, productionDays: 5 } });
  const service = (tasks: object[]) => ({
    name: 'Crown',
    group: 'Fixed',
    price: { amount: 100_00, currency: 'EUR' },
    active: true,
    tasks,
  });
  const step = { templateId: 'mill', name: 'Mill', price: { amount: 100, currency: 'EUR' }, leadDays: 1, per: 'unit' };
  for (const [id, body] of Object.entries({ timo: { firstName: 'Timo', lastName: 'T', active: true } }))
    await call('putEmployee', { params: { id }, body });
  await call('putService', { params: { id: 'zirconia-crown' }, body: service([{ ...step, employeeId: 'timo' }]) });
  for (const id of ['weber', 'novak'])
    await call('putCustomer', { params: { id }, body: { firstName: 'A', lastName: id, clinic: 'Mill', active: true } });
  await call('putLaboratory', { params: { id: 'apex-lab' }, body: { name: 'Apex', active: true } });
  return () => queues[Symbol.asyncDispose]();
});

const body = { ...complete, customerId: 'weber', dueDate: '2099-01-01' };
let number: string;
beforeEach(async () => {
  number = (await call('createOrder', { caller: manager, body })).body.number;
  counted.length = 0;
});

const did = () => counted.map(({ command, items }) => `${command} ${items}`);
const upon = (version: number, sent: object = {}) => ({
  params: { number },
  headers: { 'if-match': `"${version}"` },
  body: {},
  ...sent,
});

describe('the DynamoDB requests', () => {
  it('of a create are one read of the settings and of all that it names, and one write', async () => {
    const plan = { mode: 'manual', tasks: [{ name: 'Call', employeeId: 'timo' }] };
    for (const sent of [body, { ...body, publish: true }, { ...body, workPlan: plan }]) {
      counted.length = 0;
      expect((await call('createOrder', { caller: manager, body: sent })).status).toBe(201);
      expect(did()).toEqual([expect.stringMatching(/^BatchGetItem [56]$/), 'PutItem 1']);
    }
  });

  it('of a create with an automatic plan are these, and one read of the technicians in the plan', async () => {
    expect(
      (await call('createOrder', { caller: manager, body: { ...body, workPlan: { mode: 'automatic' } } })).status,
    ).toBe(201);
    expect(did()).toEqual(['BatchGetItem 5', 'BatchGetItem 1', 'PutItem 1']);
  });

  it('of an edit are one read of order and settings, and one write that changes no index', async () => {
    expect((await call('editOrder', upon(1, { body: { note: 'Short' } }))).status).toBe(200);
    expect(did()).toEqual(['BatchGetItem 2', 'PutItem 1']);
    expect(counted.map(({ table, indexes }) => [table, indexes])).toEqual([
      [2, 0],
      [2, 0],
    ]);
  });

  it('of a write take one unit for each index whose row changes, and another where the row moves', async () => {
    const shade = { system: 'VITA Classical', value: 'A3' };
    const lines = (teeth: string[]) => [{ serviceId: 'zirconia-crown', teeth, shade }];
    const units = async (...sent: Parameters<typeof call>) => {
      counted.length = 0;
      expect((await call(...sent)).status).toBeLessThan(300);
      return counted.at(-1)?.indexes;
    };
    // Drafts are listed by status, customer and patient, and twice by due date; what is sent also for its laboratory.
    expect(await units('createOrder', { caller: manager, body })).toBe(5);
    expect(await units('editOrder', upon(1, { body: { services: lines(['11', '21']) } }))).toBe(5);
    expect(await units('editOrder', upon(2, { body: { dueDate: '2099-01-02' } }))).toBe(3 + 2 * 2);
    expect(await units('setDiscount', upon(3, { body: { type: 'percentage', percent: 5 } }))).toBe(0);
    expect(await units('planWork', upon(4, { body: { mode: 'automatic' } }))).toBe(0);
    expect(await units('publishOrder', upon(5))).toBe(1 + 4 * 2 + 1);
  });

  it('of an edit with a new line are these, and one read of the service', async () => {
    await call('editOrder', upon(1, { body: { services: [{ serviceId: 'zirconia-crown' }] } }));
    expect(did()).toEqual(['BatchGetItem 2', 'BatchGetItem 1', 'PutItem 1']);
  });

  it('of an edit that names another laboratory are these, and one read of the laboratory and its profile', async () => {
    await call('putLaboratory', { params: { id: 'bright-lab' }, body: { name: 'Bright', active: true } });
    counted.length = 0;
    await call('editOrder', upon(1, { body: { laboratoryId: 'bright-lab' } }));
    expect(did()).toEqual(['BatchGetItem 2', 'BatchGetItem 2', 'PutItem 1']);
  });

  it('of a list of laboratories are one query, and one read of their profiles', async () => {
    await call('listLaboratories');
    expect(did()).toEqual(['Query 1', expect.stringMatching(/^BatchGetItem [12]$/)]);
  });

  it('of a cancel, a discount and a finalized payroll are one read and one write each', async () => {
    await call('setDiscount', upon(1, { body: { type: 'percentage', percent: 5 } }));
    await call('finalizePayroll', upon(2, { body: { finalized: true } }));
    await call('cancelOrder', upon(3));
    expect(did()).toEqual(Array(3).fill(['BatchGetItem 2', 'PutItem 1']).flat());
  });

  it('of changing the customer are these, and one read of the customer', async () => {
    await call('changeCustomer', upon(1, { body: { customerId: 'novak' } }));
    expect(did()).toEqual(['BatchGetItem 2', 'BatchGetItem 1', 'PutItem 1']);
  });

  it('of publishing are these, and one read of customer, laboratory, profile and service', async () => {
    expect((await call('publishOrder', upon(1))).status).toBe(200);
    expect(did()).toEqual(['BatchGetItem 2', 'BatchGetItem 4', 'PutItem 1']);
  });

  it('of planning are these, and reads of the service and its default technician', async () => {
    await call('planWork', upon(1, { body: { mode: 'automatic' } }));
    expect(did()).toEqual(['BatchGetItem 2', 'BatchGetItem 1', 'BatchGetItem 1', 'PutItem 1']);
  });

  it('of a change that changes nothing, or is refused, include no write', async () => {
    await call('editOrder', upon(1, { body: {} }));
    await call('editOrder', upon(7, { body: { note: 'Stale' } }));
    await call('changeCustomer', upon(1, { body: { customerId: 'weber' } }));
    await call('getOrder', { params: { number } });
    expect(new Set(did())).toEqual(new Set(['BatchGetItem 2']));
  });

  it('of a page of a list are one query, whose units do not grow with the number of orders', async () => {
    const page = async () => {
      counted.length = 0;
      await call('listOrders', { query: 'limit=5' });
      return counted.map(({ command, table, indexes }) => [command, table + indexes]);
    };
    for (let order = 0; order < 10; order++) await call('createOrder', { caller: manager, body });
    const few = await page();
    for (let order = 0; order < 90; order++) await call('createOrder', { caller: manager, body });
    expect(few).toHaveLength(1);
    expect(await page()).toEqual(few);
  });

  it('of a laboratory for its own profile or subscription are one read of that item', async () => {
    const caller = laboratory;
    const params = { id: 'main' };
    await call('putLabProfile', { caller, body: { name: 'Apex' } });
    await call('putLabSubscription', { caller, params, body: { url: 'http://127.0.0.1:9/' } });
    expect(did()).toEqual(['BatchGetItem 1', 'PutItem 1', 'Query 1', 'UpdateItem 1']);
    counted.length = 0;
    await call('getLabProfile', { caller });
    await call('listLabSubscriptions', { caller });
    await call('listLabDeliveries', { caller, params });
    expect(did()).toEqual(['BatchGetItem 1', 'Query 1', 'BatchGetItem 1', 'Query 1']);
  });

  it('of an event for endpoints are reads of the subscriptions and the deliveries, and one write for each endpoint', async () => {
    const caller = laboratory;
    for (const id of ['main', 'second'])
      await call('putLabSubscription', { caller, params: { id }, body: { url: 'http://127.0.0.1:9/' } });
    const { handler } = await import('#functions/events/deliver-webhook.ts');
    const message = { messageId: 'a-message', body: JSON.stringify(published(1)) } as Parameters<
      typeof handler
    >[0]['Records'][number];
    counted.length = 0;
    expect(await handler({ Records: [message] })).toEqual({ batchItemFailures: [] });
    expect(counted.map(({ command, items, table }) => [command, items, table]).toSorted()).toEqual([
      ['BatchGetItem', 2, 2],
      ['Query', 1, 1],
      ['UpdateItem', 1, 1],
      ['UpdateItem', 1, 1],
    ]);
  });

  it('of an attempt that is accepted are one read of three items, and one write each for its log and its progress', async () => {
    const { handler } = await import('#functions/events/deliver-webhook.ts');
    const { list } = await import('#functions/store/subscriptions.ts');
    const { dynamodb, TableName } = await import('#functions/store/client.ts');
    const server = createServer((_, response) => response.writeHead(204).end());
    const url = await listen(server);
    onTestFinished(() => void server.close());
    await call('putLabSubscription', { caller: laboratory, params: { id: 'counted' }, body: { url } });
    const event = published(999);
    await dynamodb.send(new PutCommand({ TableName, Item: { ...keys.feed('L#apex-lab', 999), sequence: 999, event } }));
    const subscription = (await list('L#apex-lab')).find(({ subscriptionId }) => subscriptionId === 'counted');
    if (!subscription) throw new Error('Nothing is subscribed.');
    const body = JSON.stringify(firstAttempt(subscription, event, '2026-12-11T09:30:00.000Z'));
    counted.length = 0;
    const Records = [{ messageId: 'a-message', body }] as Parameters<typeof handler>[0]['Records'];
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
    expect(counted.map(({ command, items, table }) => [command, items, table]).toSorted()).toEqual([
      ['BatchGetItem', 3, 3],
      ['PutItem', 1, 1],
      ['UpdateItem', 1, 1],
    ]);
  });

  it.each([
    [1, 6],
    [10, 8],
    [50, 16],
  ])(
    'of announcing an order of %i lines is a read of the counter and one transaction of %i units',
    async (lines, units) => {
      const first = draft({ ...complete, services: Array(lines).fill(complete.services[0]) });
      const order = saved(first, accepted(publish(first)), 'publishOrder');
      const [event] = eventsOf({ ...order, number }, lastChange(order));
      if (!event) throw new Error('Not published.');
      const { assignFeedNumbers } = await import('#functions/store/feed-numbers.ts');
      const announced = { event, entry: historyEntry(first, order) };
      await assignFeedNumbers('L#apex-lab', [announced], new Date(order.updatedAt));
      expect(did()).toEqual(['GetItem 1', 'TransactWriteItems 3']);
      expect(counted.at(-1)).toMatchObject({ table: units, indexes: 0 });
    },
  );
});
