import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, faultsIn, holding, itemOf } from '#test/support/functions/mock-table.ts';
import { at, laboratory } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

const key = keys.attempt('L#apex-lab', 'main', at, 'one');
const tried = { ...key, eventId: 'one', attempt: 1, at, status: 204, ms: 7, replay: false };
const list = (id: string, query = '') => call('listDeliveries', { caller: laboratory, params: { id }, query });

test('A page of deliveries that DynamoDB cuts short has a cursor to the rest', async () => {
  holding(itemOf.subscription(subscriptionTo('https://lab.example/')));
  dynamodb.on(QueryCommand).resolves({ Items: [tried], LastEvaluatedKey: key });
  const { body } = await list('main');
  expect(body).toMatchObject({ items: [{ eventId: 'one' }], nextCursor: expect.any(String) });
});

test('The cursor of one subscription is refused for another', async () => {
  const subscriptions = ['main', 'spare'].map((subscriptionId) =>
    itemOf.subscription(subscriptionTo('https://lab.example/', { subscriptionId })),
  );
  holding(...subscriptions);
  dynamodb.on(QueryCommand).resolves({ Items: [tried], LastEvaluatedKey: key });
  const { body } = await list('main');
  const answer = await list('spare', `cursor=${body.nextCursor}`);
  expectRefused(answer, 422, 'validation_failed');
  expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
  expect((await list('main', `cursor=${body.nextCursor}`)).status).toBe(200);
});
