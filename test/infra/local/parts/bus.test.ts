import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Bus, type BusEvent, startBus } from '#infra/local/parts/bus.ts';

const entry = (number: string, more: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
  EventBusName: 'order-desk',
  Source: 'order-desk',
  DetailType: 'order.published.v1',
  Detail: JSON.stringify({ subject: number }),
  ...more,
});

const put = ({ endpoint }: Bus, ...Entries: PutEventsRequestEntry[]) =>
  new EventBridgeClient({ endpoint, maxAttempts: 1 }).send(new PutEventsCommand({ Entries }));

const subjects = (bus: Bus) => bus.events().map(({ Detail }) => Detail['subject']);

async function started(file?: string): Promise<Bus> {
  const bus = await startBus(file);
  onTestFinished(() => bus[Symbol.asyncDispose]());
  return bus;
}

const newLog = () => join(mkdtempSync(join(tmpdir(), 'bus-')), 'events.jsonl');

test('lists events with parsed detail, id and time, the newest last', async () => {
  const bus = await started();
  const Time = new Date('2026-12-11T09:30:00Z');
  const { FailedEntryCount, Entries = [] } = await put(bus, entry('A', { Time }), entry('B'));
  expect(FailedEntryCount).toBe(0);
  expect(bus.events()).toEqual([
    {
      EventBusName: 'order-desk',
      Source: 'order-desk',
      DetailType: 'order.published.v1',
      Detail: { subject: 'A' },
      Time: '2026-12-11T09:30:00.000Z',
      EventId: Entries[0]?.EventId,
    },
    expect.objectContaining({ Detail: { subject: 'B' }, EventId: Entries[1]?.EventId, Time: expect.any(String) }),
  ]);
});

test('accepts the valid entries of a request and gives the error of each other one', async () => {
  const bus = await started();
  const answer = await put(
    bus,
    entry('A', { Source: '' }),
    entry('B'),
    entry('C', { Detail: '{' }),
    entry('D', { Detail: '["D"]' }),
    { Source: 'order-desk', Detail: '{}' },
  );
  expect(answer.FailedEntryCount).toBe(4);
  expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    'InvalidArgument',
    undefined,
    'MalformedDetail',
    'MalformedDetail',
    'InvalidArgument',
  ]);
  expect(subjects(bus)).toEqual(['B']);
});

test.each([
  ['no entry', []],
  ['eleven entries', Array.from({ length: 11 }, () => entry('A'))],
  ['more than 256 KiB', [entry('A', { Detail: JSON.stringify({ note: 'x'.repeat(256 * 1024) }) })]],
])('refuses a request of %s as a whole', async (_, entries) => {
  const bus = await started();
  await expect(put(bus, ...entries)).rejects.toMatchObject({ name: 'ValidationException' });
  expect(bus.events()).toEqual([]);
});

test('gives the rule all events of a request at once, and answers when the rule has taken them', async () => {
  const rule = vi.fn<(events: readonly BusEvent[]) => Promise<void>>().mockResolvedValue();
  const bus = await startBus(undefined, rule);
  onTestFinished(() => bus[Symbol.asyncDispose]());
  await put(bus, entry('A'), entry('B', { Source: '' }), entry('C'));
  await put(bus, entry('D', { Source: '' }));
  expect(rule.mock.calls.map(([events]) => events.map(({ Detail }) => Detail['subject']))).toEqual([['A', 'C']]);
  rule.mockRejectedValue(new Error('no queue'));
  await expect(put(bus, entry('E'))).rejects.toMatchObject({ name: 'InternalException' });
});

test('refuses every operation but PutEvents', async () => {
  const { endpoint } = await started();
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSEvents.PutRule' },
    body: '{}',
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ __type: 'UnknownOperationException' });
});

test('lists acknowledged events after a restart', async () => {
  const file = newLog();
  const first = await started(file);
  await put(first, entry('A'), entry('Ä'));
  expect(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(first.events());
  const second = await started(file);
  expect(second.events()).toEqual(first.events());
});

test('drops an unfinished last line of a killed process, and appends after the last whole one', async () => {
  const file = newLog();
  await put(await started(file), entry('A'));
  appendFileSync(file, Buffer.from('{"Detail":{"subject":"Ä').subarray(0, -1));
  const second = await started(file);
  await put(second, entry('B'));
  expect(subjects(second)).toEqual(['A', 'B']);
  expect(subjects(await started(file))).toEqual(['A', 'B']);
});
