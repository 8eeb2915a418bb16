import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { firstAttempt } from '#domain/listening/delivery.ts';
import type { Listener } from '#domain/listening/listener.ts';
import { stepOf } from '#domain/listening/run.ts';
import { Subscription } from '#domain/listening/subscription.ts';
import { Order } from '#domain/order/order.ts';
import type { RouteName } from '#functions/contract/routes.ts';
import { keys } from '#functions/store/table.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { startBus } from '#infra/local/parts/bus.ts';
import { startFiles } from '#infra/local/parts/files.ts';
import { startQueues } from '#infra/local/parts/queue.ts';
import { type FunctionName, permissions, type Right } from '#infra/rights/permissions.ts';
import { newTable } from '#test/support/database/new-table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { sides } from '#test/support/functions/sides.ts';
import { complete, eur, laboratory, manager, tellingTenant } from '#test/support/orders.ts';
import type { Body } from '#test/support/product/clinic.ts';

/** A request of a function to the table or an index: the IAM action, and the partition key. */
type Asked = { by: FunctionName; action: string; on: string; partition: string };
const asked: Asked[] = [];
let acting: FunctionName | undefined;

let store: typeof import('#functions/store/client.ts');

beforeAll(async () => {
  const [bus, queues, files] = await Promise.all([startBus(), startQueues(), startFiles()]);
  await newTable();
  Object.assign(process.env, {
    BUCKET_NAME: files.bucketName,
    FILES_URL: `${files.endpoint}/${files.bucketName}`,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: files.endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    RETRY_QUEUE_URL: queues.retryQueueUrl,
    DELIVERY_QUEUE_URL: queues.deliveryQueueUrl,
    WEBHOOKS_TO_THIS_MACHINE: 'yes',
  });
  store = await import('#functions/store/client.ts');
  store.dynamodb.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const by = acting;
        if (by)
          asked.push(...requestsIn(commandName.replace('Command', ''), args.input).map((one) => ({ by, ...one })));
        return next(args);
      },
    { step: 'initialize' },
  );
  await fillCatalogue();
  const sent = await workOnOrder();
  await announceOrders(sent);
  await readAsLaboratory(sent.after);
  await workAsBoth(sent.after);
  for (const side of sides) await listen(side);
  await signIn();
  return async () => {
    await bus[Symbol.asyncDispose]();
    await queues[Symbol.asyncDispose]();
    await files[Symbol.asyncDispose]();
  };
});

/** The IAM actions that a command needs: one for each key of a batch and each action of a transaction. */
function requestsIn(command: string, input: Body): Omit<Asked, 'by'>[] {
  const { RequestItems, TransactItems = [], IndexName = 'table' } = input;
  const request = (action: string, partition: string, on = 'table') => [
    { action: `dynamodb:${action}`, on, partition },
  ];
  if (RequestItems)
    return Object.values<Body>(RequestItems).flatMap(({ Keys }) =>
      Keys.flatMap(({ PK }: Body) => request(command, PK)),
    );
  if (command === 'TransactWriteItems')
    return TransactItems.flatMap(({ Put, Update, Delete, ConditionCheck }: Body) => {
      if (Put) return request('PutItem', Put.Item.PK);
      if (ConditionCheck) return request('ConditionCheckItem', ConditionCheck.Key.PK);
      return Update ? request('UpdateItem', Update.Key.PK) : request('DeleteItem', Delete.Key.PK);
    });
  if (command === 'Query') return request(command, input.ExpressionAttributeValues[':partition'], IndexName);
  return request(command, (input.Item ?? input.Key).PK);
}

/** Records the requests of `act` as those of a function. */
async function as<Answer>(name: FunctionName, act: () => Promise<Answer>): Promise<Answer> {
  acting = name;
  return act().finally(() => {
    acting = undefined;
  });
}

async function ask(name: RouteName, sent: Sent = {}, status?: number): Promise<Body> {
  const answer = await as(name, () => call(name, sent));
  if (status) expect([name, answer.status]).toEqual([name, status]);
  else expect(answer.status, `${name}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
}

const { version: _, updatedAt: _at, updatedBy: _by, ...settings } = defaultSettings;
const milling = { templateId: 'mill', name: 'Mill', price: eur(100), leadDays: 1, per: 'unit', employeeId: 'timo' };
const crown = { name: 'Crown', group: 'Fixed', price: eur(100_00), active: true, tasks: [milling] };
const order = { ...complete, customerId: 'weber', dueDate: '2099-01-01' };
const lab = (sent: Sent = {}): Sent => ({ caller: laboratory, ...sent });

async function fillCatalogue() {
  await ask('putSettings', { body: { ...settings, productionDays: 5 } });
  await ask('getSettings');
  await ask('putEmployee', { params: { id: 'timo' }, body: { firstName: 'Timo', lastName: 'T', active: true } });
  await ask('putService', { params: { id: 'zirconia-crown' }, body: crown });
  for (const id of ['weber', 'novak'])
    await ask('putCustomer', { params: { id }, body: { firstName: 'A', lastName: id, clinic: 'Mill', active: true } });
  await ask('putLabProfile', lab({ body: { name: 'Apex' } }));
  await ask('getLabProfile', lab());
  await ask('putLaboratory', { params: { id: 'apex-lab' }, body: { name: 'Apex', active: true } });
  for (const [name, id] of [
    ['getEmployee', 'timo'],
    ['getService', 'zirconia-crown'],
    ['getCustomer', 'weber'],
    ['getLaboratory', 'apex-lab'],
  ] as const)
    await ask(name, { params: { id } });
  for (const name of ['listEmployees', 'listServices', 'listCustomers', 'listLaboratories'] as const) await ask(name);
  // Changing the currency makes putSettings query for prices.
  await ask('putSettings', { body: { ...settings, currency: 'USD' } }, 422);
}

/** Calls every route of orders on one order, up to publishing. Returns the order before and after that. */
async function workOnOrder() {
  const { number } = await ask('createOrder', { body: order, headers: { 'idempotency-key': 'a-key' } });
  const params = { number };
  let version = 1;
  const change = async (name: RouteName, body: unknown, more = {}) => {
    const headers = { 'if-match': `"${version}"` };
    const changed = await ask(name, { params: { number, ...more }, headers, body });
    version = changed.version ?? version + 1;
    return changed;
  };
  await change('editOrder', { note: 'Short', laboratoryId: null });
  await change('editOrder', { laboratoryId: 'apex-lab' });
  await change('changeCustomer', { customerId: 'novak' });
  await change('planWork', { mode: 'automatic' });
  await change('editWorkPlan', { tasks: [{ name: 'Polish', employeeId: 'timo' }] });
  const { payroll } = await change('addPayrollRecord', { employeeId: 'timo', amount: eur(2_00) });
  await change('removePayrollRecord', {}, { recordId: payroll.records[0].recordId });
  await change('setDiscount', { type: 'percentage', percent: 5 });
  await change('finalizePayroll', { finalized: true });
  await ask('getPayroll', { params });
  await ask('getOrder', { params });
  const { documentId } = await ask('printOrder', { params, body: { kind: 'label' } });
  await ask('getDocument', { params: { number, documentId } });
  const copy = await ask('copyOrder', { params, body: {} });
  await ask('cancelOrder', { params: { number: copy.number }, headers: { 'if-match': '"1"' }, body: {} });
  for (const query of ['', 'customerId=novak', 'sort=due', 'sort=due&customerId=novak', 'patient=fer'])
    await ask('listOrders', { query: `${query}&limit=1` });
  const { nextCursor } = await ask('listOrders', { query: 'patient=fer&limit=1' });
  await ask('listOrders', { query: `patient=fer&limit=1&cursor=${nextCursor}` });
  const before = await itemOf(number);
  await change('publishOrder', {});
  await ask('getHistory', { params });
  await writeMessages(number);
  return { before, after: await itemOf(number) };
}

/** Laboratory and clinic write to each other, so that a mark is put and taken away. */
async function writeMessages(number: string) {
  const params = { number, tenantId: 'northside' };
  const body = { text: 'Which shade?' };
  await ask('addLabMessage', lab({ params, body, requestId: 'the question' }));
  await ask('listOrders', { query: 'awaiting=clinic' });
  await ask('addMessage', { params, body, requestId: 'the answer' });
  await ask('listMessages', { params });
  await ask('listLabMessages', lab({ params }));
}

async function itemOf(number: string): Promise<Body> {
  const { TableName, dynamodb } = store;
  return (await dynamodb.send(new GetCommand({ TableName, Key: keys.order('northside', number) }))).Item;
}

/** Calls announce with one order from the stream, and announceAgain with another and with a message. */
async function announceOrders({ before, after }: { before: Body; after: Body }) {
  const { handler: announce } = await import('#functions/events/announce.ts');
  const { handler: announceAgain } = await import('#functions/events/announce-again.ts');
  const image = (item: object) => marshall(item) as Record<string, { S: string }>;
  const telling = tellingTenant(Order.parse(after));
  const dynamodb = { Keys: {}, OldImage: image(before), NewImage: image(telling), SequenceNumber: '1' };
  const told = await as('announce', () => announce({ Records: [{ eventName: 'MODIFY', dynamodb }] }));
  expect(told).toEqual({ batchItemFailures: [] });

  const { number } = await ask('createOrder', { body: { ...order, publish: true } });
  await store.dynamodb.send(
    new PutCommand({ TableName: store.TableName, Item: tellingTenant(Order.parse(await itemOf(number))) }),
  );
  for (const key of [keys.order('northside', number), keys.message('northside', after['number'], 1)]) {
    const body = { key, version: 1, eventId: null, laboratoryId: 'apex-lab' };
    expect(await as('announceAgain', () => announceAgain(messageOf(body)))).toEqual({ batchItemFailures: [] });
  }
}

const messageOf = (body: object) => ({
  Records: [{ messageId: 'message', receiptHandle: 'receipt', body: JSON.stringify(body) } as Body],
});

/** Calls every route of laboratories about orders. */
async function readAsLaboratory({ number }: Body) {
  await ask('listLabOrders', lab());
  await ask('getLabOrder', lab({ params: { tenantId: 'northside', number } }));
  const printed = { tenantId: 'northside', number };
  const { documentId } = await ask('printLabOrder', lab({ params: printed, body: { kind: 'label' } }));
  await ask('getLabDocument', lab({ params: { ...printed, documentId } }));
}

/** Calls every route that changes an order after sending, until it is delivered, and one more way back. */
async function workAsBoth({ number, workPlan }: Body) {
  const ofLaboratory = (name: RouteName, body: unknown) => change(name, body, laboratory);
  await change('withdrawOrder', {});
  await change('publishOrder', {});
  await ofLaboratory('returnOrder', { reasons: [{ message: 'Which shade?' }] });
  await change('publishOrder', {});
  await ofLaboratory('acceptOrder', {});
  await ofLaboratory('holdOrder', { reason: 'The scan' });
  await change('changeDueDate', { dueDate: '2099-02-01' });
  await change('markTask', { done: true }, manager, { taskId: workPlan.tasks[0].taskId });
  await ofLaboratory('produceOrder', {});
  await ofLaboratory('reopenLabOrder', { reason: 'A chip' });
  await ofLaboratory('shipOrder', {});
  await change('receiveOrder', {});
  await change('reopenOrder', { reason: 'Too high' });

  async function change(name: RouteName, body: unknown, caller: Caller = manager, more = {}) {
    const { version, laboratoryVersion } = await itemOf(number);
    const headers = { 'if-match': `"${caller === laboratory ? laboratoryVersion : version}"` };
    await ask(name, { caller, params: { tenantId: 'northside', number, ...more }, headers, body });
  }
}

/** Calls every route of a side that listens. Its feed has two events, the first of which expires. */
async function listen({ caller, listener, routes }: (typeof sides)[number]) {
  const { handler: deliverWebhook } = await import('#functions/events/deliver-webhook.ts');
  const deliver = async (body: object) =>
    expect(await as('deliverWebhook', () => deliverWebhook(messageOf(body)))).toEqual({ batchItemFailures: [] });
  const params = { id: 'main' };
  await ask(routes.put, { caller, params, body: { url: 'http://127.0.0.1:9/' } });
  const [first, second] = (await ask(routes.feed, { caller })).items;
  await ask(routes.list, { caller });
  await ask(routes.get, { caller, params });
  await ask(routes.test, { caller, params, body: {} });
  await deliver(first.event);
  await catchUp(listener, deliver);
  await ask(routes.replay, { caller, params, body: { eventId: first.event.id } });
  const subscription = await current();
  await deliver({ ...firstAttempt(subscription, second.event, second.event.time), attempt: 3 });
  expect(await current()).toMatchObject({ active: false });
  await ask(routes.deliveries, { caller, params });
  await ask(routes.put, { caller, params, body: { url: 'http://127.0.0.1:9/', active: true } });
  const { TableName, dynamodb } = store;
  await dynamodb.send(new DeleteCommand({ TableName, Key: keys.feed(listener, 1) }));
  await ask(routes.feed, { caller }, 410);
  await ask(routes.replay, { caller, params, body: { after: 0 } }, 410);
  await ask(routes.remove, { caller, params });

  async function current() {
    const { Item } = await store.dynamodb.send(
      new GetCommand({ TableName: store.TableName, Key: keys.subscription(listener, 'main') }),
    );
    return Subscription.parse(Item);
  }
}

/** Has a subscription catch up with events that its endpoint refuses, and then with the end of the feed. */
async function catchUp(listener: Listener, deliver: (body: object) => Promise<void>) {
  const { find, startRun } = await import('#functions/store/subscriptions.ts');
  const { list } = await import('#functions/store/feed.ts');
  const found = await list(listener, { after: 0, limit: 1 });
  const last = found.kind === 'entries' ? found.last : 0;
  for (const after of [last - 1, last]) {
    const subscription = await find(listener, 'main');
    if (!subscription) throw new Error('Nothing is subscribed.');
    const at = new Date().toISOString();
    const run = { startedAt: at, after, to: null, step: `after ${after}` };
    expect(await startRun(subscription, run)).toBe(true);
    await deliver(stepOf(subscription, run, at, at));
  }
  expect(await find(listener, 'main')).not.toHaveProperty('run');
}

async function signIn() {
  const { handler } = await import('#functions/events/add-claims.ts');
  const sub = { request: { userAttributes: { sub: 'maria' } }, triggerSource: 'TokenGeneration_HostedAuth' };
  const client = { callerContext: { clientId: 'a' }, triggerSource: 'TokenGeneration_ClientCredentials' };
  for (const event of [sub, client]) await as('addClaims', () => handler(event as Body));
}

type Single = { by: FunctionName; action: string; on: string; pattern: string };

/** Every single right to the table and its indexes: function, action, key pattern. */
const rights = (Object.entries(permissions) as [FunctionName, Right[]][]).flatMap(([by, row]) =>
  row.flatMap((right): Single[] =>
    'keys' in right
      ? right.actions.flatMap((action) => right.keys.map((pattern) => ({ by, action, on: right.on, pattern })))
      : [],
  ),
);

const covers = ({ by, action, on, pattern }: Single, one: Asked) =>
  by === one.by &&
  action === one.action &&
  on === one.on &&
  new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(one.partition);

test('no function sends a request to the table without a right to it', () => {
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((one) => !rights.some((right) => covers(right, one)))).toEqual([]);
});

test('no function has a right to the table that it does not use', () => {
  expect(rights.filter((right) => !asked.some((one) => covers(right, one)))).toEqual([]);
});
