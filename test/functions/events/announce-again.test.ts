import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import type { Order } from '#domain/order/order.ts';
import { handler as announce } from '#functions/events/announce.ts';
import { handler } from '#functions/events/announce-again.ts';
import { keys } from '#functions/store/table.ts';
import { logged } from '#test/support/functions/call-handler.ts';
import { keepingFeeds, sending, streamRecord, transactions } from '#test/support/functions/feed.ts';
import { dynamodb, itemOf, puts, reads } from '#test/support/functions/mock-table.ts';
import { message as messageAbout } from '#test/support/functions/valid-requests.ts';
import {
  accepted,
  act,
  complete,
  draft,
  edit,
  publish,
  saved,
  tellingTenant,
  traceparent,
} from '#test/support/orders.ts';

const bus = mockClient(EventBridgeClient);

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  keepingFeeds();
  bus.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries }) => ({ Entries: Entries.map(() => ({ EventId: 'taken' })) }));
});

function stands(...orders: Order[]): void {
  const items = orders.map(itemOf.order);
  dynamodb.on(BatchGetCommand).callsFake(({ RequestItems: { orders: asked } }) => ({
    Responses: { orders: items.filter(({ PK }) => asked.Keys.some((key: { PK: string }) => key.PK === PK)) },
  }));
}

const message = (number: string, other: object = {}) =>
  JSON.stringify({
    key: keys.order('northside', number),
    version: 2,
    eventId: `northside_${number}_2`,
    laboratoryId: 'apex-lab',
    ...other,
  });

function announceAgain(...bodies: string[]) {
  const records = bodies.map((body, index) => ({ messageId: `message-${index}`, body }));
  return handler({ Records: records as SQSEvent['Records'] });
}

const told = () =>
  bus
    .commandCalls(PutEventsCommand)
    .flatMap(({ args: [{ input }] }) => (input.Entries ?? []).map(({ Detail }) => JSON.parse(Detail ?? '')));

const { order } = sending('0000000001');
const before = { ...draft(complete), number: '0000000002' };
const edited = saved(before, accepted(edit(before, { note: 'x' })));

test('A publication is announced from the current order, with the same id', async () => {
  stands(order);
  expect(await announceAgain(message('0000000001'))).toEqual({ batchItemFailures: [] });
  expect(reads()).toEqual([['T#northside#O#0000000001 ORDER']]);
  expect(told()).toMatchObject([{ id: 'northside_0000000001_2', data: { feedSequence: 1, laboratoryId: 'apex-lab' } }]);
  expect(transactions()[0]?.puts[0]?.Item).toMatchObject({
    SK: 'CHANGE#0000000002',
    action: 'publishOrder',
    changes: expect.arrayContaining([{ field: 'status', changed: true }]),
    feedSequence: 1,
  });
});

test('The event of a publication that had a trace is the same as when it was announced first', async () => {
  const sent = saved(draft(complete), accepted(publish(draft(complete))), 'publishOrder', traceparent);
  await announce({ Records: [streamRecord(draft(complete), sent)] });
  stands(saved(sent, { ...sent, note: 'later' }, 'editOrder'));
  await announceAgain(message(sent.number));
  const [first, again, ...others] = told();
  expect([first.traceparent, again, others]).toEqual([traceparent, first, []]);
  expect(transactions()[0]?.puts[1]?.Item).toMatchObject({ PK: 'L#apex-lab#FEED', event: first });
});

test('One that was numbered before keeps its number', async () => {
  stands(order);
  await announceAgain(message('0000000001'));
  await announceAgain(message('0000000001'));
  expect(told().map(({ id, data }) => [id, data.feedSequence])).toEqual([
    ['northside_0000000001_2', 1],
    ['northside_0000000001_2', 1],
  ]);
});

test('Of a change that tells two, only the event that failed is announced', async () => {
  stands(tellingTenant(order));
  await announceAgain(message('0000000001', { eventId: 'northside_0000000001_2_c', laboratoryId: null }));
  expect(told()).toMatchObject([{ id: 'northside_0000000001_2_c', data: { to: 'tenant', feedSequence: 1 } }]);
  expect(transactions().map(({ counter }) => counter?.Key?.['PK'])).toEqual(['T#northside#SEQUENCE']);
  await announceAgain(message('0000000001', { eventId: null, laboratoryId: 'apex-lab' }));
  expect(told().map(({ id }) => id)).toEqual([
    'northside_0000000001_2_c',
    'northside_0000000001_2',
    'northside_0000000001_2_c',
  ]);
});

test('An event whose publication is over is announced with its id, and without what a later draft says', async () => {
  const back = saved(order, accepted(withdrawOrder.decide(order, {}, act())), 'withdrawOrder');
  stands(saved(back, { ...back, dueDate: '2027-01-29' }, 'editOrder'));
  await announceAgain(message('0000000001'));
  const { tenantId, number } = order;
  expect(told()).toMatchObject([{ id: 'northside_0000000001_2', subject: number, sequence: '0000000002' }]);
  expect(told()[0].data).toEqual({
    tenantId,
    number,
    version: 2,
    revision: 1,
    laboratoryId: 'apex-lab',
    to: 'laboratory',
    feedSequence: 1,
  });
});

test('A message is announced as it was written, with the same id', async () => {
  const written = messageAbout('laboratory', { number: '0000000001', sequence: 3 });
  const item = itemOf.message(written);
  dynamodb.on(BatchGetCommand).resolves({ Responses: { orders: [item] } });
  const key = keys.message('northside', '0000000001', 3);
  const body = message('0000000001', { key, version: 1, eventId: 'northside_0000000001_m3', laboratoryId: null });
  expect(await announceAgain(body)).toEqual({ batchItemFailures: [] });
  expect(reads()).toEqual([['T#northside#M#0000000001 MESSAGE#0000000003']]);
  expect(told()).toMatchObject([
    { id: 'northside_0000000001_m3', data: { to: 'tenant', messageId: 'm3', feedSequence: 1 } },
  ]);
  dynamodb.on(BatchGetCommand).resolves({ Responses: { orders: [] } });
  expect(await announceAgain(body)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
});

test('Another change gets a history entry with its fields', async () => {
  stands(edited);
  expect(await announceAgain(message('0000000002', { eventId: null, laboratoryId: null }))).toEqual({
    batchItemFailures: [],
  });
  expect(puts()).toMatchObject([
    { Item: { SK: 'CHANGE#0000000002', action: 'editOrder', changes: [{ field: 'note', changed: true }] } },
  ]);
  expect(told()).toEqual([]);
});

test('A change before a publication gets only a history entry', async () => {
  stands(order);
  await announceAgain(message('0000000001', { version: 1, eventId: null, laboratoryId: null }));
  expect(puts()).toMatchObject([{ Item: { SK: 'CHANGE#0000000001', action: 'createOrder' } }]);
  expect(told()).toEqual([]);
});

test('A message without a version means the order’s current version', async () => {
  stands(order);
  await announceAgain(message('0000000001', { version: null, eventId: null, laboratoryId: null }));
  expect(told()).toMatchObject([{ id: 'northside_0000000001_2' }]);
});

test('Only the messages that fail are reported as failed', async () => {
  stands(order);
  const forgotten = message('0000000001', { eventId: 'northside_0000000001_2_c' });
  const bodies = [message('0000000001'), message('0000000009'), message('0000000001', { version: 7 }), '{', forgotten];
  expect(await announceAgain(...bodies)).toEqual({
    batchItemFailures: ['message-1', 'message-2', 'message-3', 'message-4'].map((itemIdentifier) => ({
      itemIdentifier,
    })),
  });
  expect(told()).toHaveLength(1);
  expect(logged).toHaveLength(4);
});

test('A message whose event the bus refuses again is reported as failed', async () => {
  stands(order);
  bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
    FailedEntryCount: Entries.length,
    Entries: Entries.map(() => ({ ErrorCode: 'InternalFailure' })),
  }));
  expect(await announceAgain(message('0000000001'))).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
});
