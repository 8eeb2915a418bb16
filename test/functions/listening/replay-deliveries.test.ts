import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, holding, itemOf, puts, reads } from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';
import { laboratory, profile } from '#test/support/orders.ts';
import { published, subscriptionTo } from '#test/support/subscriptions.ts';

const queue = mockClient(SQSClient);

const counter = { ...keys.sequence('L#apex-lab'), last: 3 };
const entries = ['northside', 'lakeview', 'northside'].map((tenantId, index) => ({
  ...keys.feed('L#apex-lab', index + 1),
  sequence: index + 1,
  event: published(index + 1, { tenantId, version: index + 1 }),
}));
const replay = (body: object = { after: 0 }) =>
  call('replayLabDeliveries', { caller: laboratory, params: { id: 'main' }, body });

beforeEach(() => {
  queue.reset();
  queue.on(SendMessageBatchCommand).resolves({});
  dynamodb.on(QueryCommand).resolves({ Items: entries });
});

test.each(sides)(
  'A replay for $side reads the subscription, then the end of the feed with what it is open to, then its events',
  async ({ caller, listener, profileKeys, routes }) => {
    const of = (index: number) => ({ ...keys.feed(listener, index), sequence: index, event: published(index) });
    dynamodb.on(QueryCommand).resolves({ Items: [of(1), of(2)] });
    const subscription = itemOf.subscription(subscriptionTo('https://10.0.0.1/', { listener }));
    holding(subscription, { ...keys.sequence(listener), last: 2 }, itemOf.profile(profile()));
    const answer = await call(routes.replay, { caller, params: { id: 'main' }, body: { after: 0 } });
    expect(answer).toMatchObject({ status: 200, body: { replayed: 2, next: null } });
    expect(reads()).toEqual([[`${listener}#SUBSCRIPTIONS main`], [`${listener}#SEQUENCE SEQUENCE`, ...profileKeys]]);
  },
);

test.each([
  ['the subscription', { tenants: ['lakeview'] }, {}],
  ['the profile', {}, { tenants: ['lakeview'] }],
])('A replay sends what %s lets through', async (_, subscribed, opened) => {
  const subscription = subscriptionTo('https://10.0.0.1/', subscribed);
  holding(itemOf.subscription(subscription), counter, itemOf.profile(profile(opened)));
  expect((await replay()).body).toEqual({ replayed: 1, next: null });
  const sent = queue.commandCalls(SendMessageBatchCommand).flatMap(({ args: [{ input }] }) => input.Entries ?? []);
  expect(sent.map(({ MessageBody = '' }) => JSON.parse(MessageBody).feedSequence)).toEqual([2]);
  expect(puts()).toMatchObject([{ Item: { PK: 'L#apex-lab#D#main', SK: 'EVENT#lakeview_E33E1B813D_2' } }]);
});

test('A replay of an event that was never sent to the subscription is 404, and names the ways that there are', async () => {
  const subscription = subscriptionTo('https://10.0.0.1/');
  holding(itemOf.subscription(subscription), counter, itemOf.profile(profile()));
  const answer = await replay({ eventId: 'northside_E33E1B813D_1' });
  expectRefused(answer, 404, 'not_found');
  expect(answer.body.detail).toMatch(/by after, or by from and to; it was never sent to this subscription/);
});

test('A replay to a subscription that is off says how it is turned on', async () => {
  holding(itemOf.subscription(subscriptionTo('https://10.0.0.1/', { active: false })));
  const answer = await replay();
  expectRefused(answer, 422, 'validation_failed');
  expect(answer.body.errors).toMatchObject([{ message: expect.stringMatching(/PUT .*"active": true/) }]);
});
