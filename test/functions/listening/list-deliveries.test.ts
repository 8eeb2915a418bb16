import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/events.ts';
import { at, laboratory } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';
import { dynamodb, holding } from '#test/support/table.ts';

test('A page of deliveries that DynamoDB cuts short has a cursor to the rest', async () => {
  const key = keys.attempt('apex-lab', 'main', at, 'one');
  const tried = { ...key, eventId: 'one', attempt: 1, at, status: 204, ms: 7, replay: false };
  const subscription = { ...keys.subscription('apex-lab', 'main'), ...subscriptionTo('https://lab.example/') };
  holding(subscription);
  dynamodb.on(QueryCommand).resolves({ Items: [tried], LastEvaluatedKey: key });
  const { body } = await call('listDeliveries', { caller: laboratory, params: { id: 'main' } });
  expect(body).toMatchObject({ items: [{ eventId: 'one' }], nextCursor: expect.any(String) });
});
