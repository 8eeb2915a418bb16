import { setTimeout as pause } from 'node:timers/promises';
import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { list } from '#functions/store/feed.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { sending } from '#test/support/functions/feed.ts';
import { dynamodb, expectRefused, faultsIn, holding, itemOf, reads } from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';
import { dentist, profile, publishedEvent, technician } from '#test/support/orders.ts';

describe.each(sides)('The feed of $side', ({ caller, listener, routes }) => {
  const read = (query: string) => call(routes.feed, { caller, query });
  const commands = () => dynamodb.calls().map(({ args: [command] }) => command.constructor);
  const ending = (last: number) => ({ ...keys.sequence(listener), last });
  const entry = (sequence: number) => ({
    ...keys.feed(listener, sequence),
    sequence,
    event: publishedEvent(sending(`000000000${sequence}`).order, sequence),
  });

  test('is read once for its end and once for the entries after a number', async () => {
    holding(ending(3));
    dynamodb.on(QueryCommand).resolves({ Items: [entry(2), entry(3)] });
    expect((await read('after=1')).body).toMatchObject({ next: 3, last: 3, items: [{ sequence: 2 }, { sequence: 3 }] });
    expect(commands()).toEqual([BatchGetCommand, QueryCommand]);
  });

  test('says where it ends, also in a page before that', async () => {
    holding(ending(3));
    dynamodb.on(QueryCommand).resolves({ Items: [entry(1)] });
    expect((await read('after=0&limit=1')).body).toMatchObject({ next: 1, last: 3 });
  });

  test('without new entries is empty at once, and with wait is read again every second', async () => {
    holding(ending(3));
    expect((await read('after=3')).body).toEqual({ items: [], next: 3, last: 3 });
    expect(commands()).toEqual([BatchGetCommand]);
    dynamodb.resetHistory();
    expect((await read('after=3&wait=1')).body).toEqual({ items: [], next: 3, last: 3 });
    expect(commands()).toEqual([BatchGetCommand, BatchGetCommand]);
  });

  test('waits no longer than it is asked to, also while the table is slow', async () => {
    dynamodb.on(BatchGetCommand).callsFake(async () => {
      await pause(600);
      return { Responses: { orders: [ending(3)] } };
    });
    const start = performance.now();
    expect((await read('after=3&wait=2')).status).toBe(200);
    // Two seconds, and the last read.
    expect(performance.now() - start).toBeLessThan(2800);
  });

  test('refuses a number after its end at once, even with wait, by one consistent read', async () => {
    holding(ending(3));
    const answer = await read('after=4&wait=20');
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['query /after past_the_end']);
    expect(answer.body.errors[0].message).toBe('Send 3 or less; your feed ends there.');
    expect(reads()).toEqual([[`${listener}#SEQUENCE SEQUENCE`]]);
    expect(commands()).toEqual([BatchGetCommand]);
  });

  test('whose numbers jump is 410 with the next number at once, and empty after it', async () => {
    holding(ending(1_000_006));
    dynamodb.on(QueryCommand).resolves({ Items: [] });
    const answer = await read('after=6&wait=20');
    expectRefused(answer, 410, 'feed_expired');
    expect(answer.body.oldest).toBe(1_000_007);
    expect((await read('after=1000006')).body).toEqual({ items: [], next: 1_000_006, last: 1_000_006 });
  });

  test('without entries ends at 0', async () => {
    holding();
    expect((await read('after=0')).body).toEqual({ items: [], next: 0, last: 0 });
    expect(faultsIn(await read('after=1'))).toEqual(['query /after past_the_end']);
  });
});

describe('The feed', () => {
  test('has the members of an event in one sequence, however the table gives them, and those of later releases', async () => {
    const reversed = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([member, part]) => [member, reversed(part)]),
          )
        : Array.isArray(value)
          ? value.map(reversed)
          : value;
    const event = publishedEvent(sending('0000000001').order);
    holding({ ...keys.sequence('L#apex-lab'), last: 1 });
    const textOf = async (stored: unknown) => {
      dynamodb.on(QueryCommand).resolves({ Items: [{ ...keys.feed('L#apex-lab', 1), sequence: 1, event: stored }] });
      const found = await list('L#apex-lab', { after: 0, limit: 1 });
      return found.kind === 'entries' && JSON.stringify(found.entries[0]?.event);
    };
    expect(await textOf(reversed(event))).toBe(await textOf(event));
    const later = { ...event, type: 'order.planted.v1', data: { ...event.data, lines: 7, glaze: 'matt' } };
    expect(JSON.parse(`${await textOf(later)}`)).toEqual(later);
  });

  test.each(sides)(
    'of $side has the events of orders whose laboratory takes no new ones from their organisation',
    async ({ caller, listener, routes }) => {
      const event = publishedEvent(sending('0000000001').order);
      holding({ ...keys.sequence(listener), last: 1 }, itemOf.profile(profile({ tenants: ['lakeview'] })));
      dynamodb.on(QueryCommand).resolves({ Items: [{ ...keys.feed(listener, 1), sequence: 1, event }] });
      const { body } = await call(routes.feed, { caller, query: 'after=0' });
      expect(body).toMatchObject({ items: [{ sequence: 1, event: { data: { tenantId: 'northside' } } }], next: 1 });
    },
  );

  test('of an organisation is for its managers alone', async () => {
    for (const caller of [dentist, technician]) expectRefused(await call('getFeed', { caller }), 403, 'forbidden');
    expect(dynamodb.calls()).toEqual([]);
  });
});
