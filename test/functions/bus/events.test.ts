import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import type { OrderEvent } from '#domain/listening/order-event.ts';
import { put } from '#functions/bus/events.ts';
import { sending } from '#test/support/functions/feed.ts';
import { publishedEvent } from '#test/support/orders.ts';

const bus = mockClient(EventBridgeClient);

const event = (index: number): OrderEvent => publishedEvent(sending(String(1_000_000_000 + index)).order, index + 1);
const events = (count: number) => Array.from({ length: count }, (_, index) => event(index));
const sizes = () => bus.commandCalls(PutEventsCommand).map(({ args: [{ input }] }) => input.Entries?.length);

beforeEach(() => {
  bus.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries }) => ({ Entries: Entries.map(() => ({ EventId: 'taken' })) }));
});

test('Ten events are one request', async () => {
  expect(await put(events(25))).toEqual(new Set());
  expect(sizes()).toEqual([10, 10, 5]);
});

test('No request is larger than the bus takes', async () => {
  const large = events(5).map((small) => ({
    ...small,
    data: { ...small.data, lines: [{ service: 'ж'.repeat(50_000), teeth: [], quantity: 1 }] },
  }));
  expect(await put(large)).toEqual(new Set());
  expect(sizes()).toEqual([2, 2, 1]);
});

test('The ids of refused events are given, and only those', async () => {
  bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
    FailedEntryCount: 2,
    Entries: Entries.map((_: object, index: number) =>
      index % 5 === 1 ? { ErrorCode: 'InternalFailure' } : { EventId: 'taken' },
    ),
  }));
  expect(await put(events(10))).toEqual(new Set(['northside_1000000001_2', 'northside_1000000006_2']));
});

test('An answer that leaves out an entry has not taken it', async () => {
  bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'taken' }] });
  expect(await put(events(2))).toEqual(new Set(['northside_1000000001_2']));
});

test('Without events there is no request', async () => {
  expect(await put([])).toEqual(new Set());
  expect(bus.calls()).toEqual([]);
});

test('A request that fails is a fault', async () => {
  bus.on(PutEventsCommand).rejects(new Error('down'));
  await expect(put(events(1))).rejects.toThrow('down');
});
