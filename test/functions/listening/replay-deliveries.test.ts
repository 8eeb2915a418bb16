import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { type Run, replayOf } from '#domain/listening/run.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import {
  dynamodb,
  expectRefused,
  faultsIn,
  holding,
  itemOf,
  onlyWrite,
  reads,
} from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';
import { at, laboratory } from '#test/support/orders.ts';
import { published, subscriptionTo } from '#test/support/subscriptions.ts';

const queue = mockClient(SQSClient);

const counter = { ...keys.sequence('L#apex-lab'), last: 3 };
const url = 'https://10.0.0.1/';
const replay = (body: object = { after: 0 }) =>
  call('replayLabDeliveries', { caller: laboratory, params: { id: 'main' }, body });
const messages = () =>
  queue
    .commandCalls(SendMessageBatchCommand)
    .flatMap(({ args: [{ input }] }) => (input.Entries ?? []).map(({ MessageBody = '' }) => JSON.parse(MessageBody)));

beforeEach(() => {
  queue.reset();
  queue.on(SendMessageBatchCommand).resolves({});
  dynamodb.on(QueryCommand).resolves({
    Items: [{ ...keys.feed('L#apex-lab', 1), sequence: 1, event: published(1) }],
  });
});

test.each(sides)(
  'A replay for $side reads the subscription, then the end of the feed, and is one message for all of it',
  async ({ caller, listener, routes }) => {
    const subscription = itemOf.subscription(subscriptionTo(url, { listener }));
    holding(subscription, { ...keys.sequence(listener), last: 3 });
    const answer = await call(routes.replay, { caller, params: { id: 'main' }, body: { after: 0 } });
    expect(answer).toMatchObject({ status: 200, body: { after: 0, to: 3 } });
    expect(reads()).toEqual([[`${listener}#SUBSCRIPTIONS main`], [`${listener}#SEQUENCE SEQUENCE`]]);
    expect(messages()).toEqual([
      { listener, subscriptionId: 'main', step: expect.any(String), madeAt: at, notBefore: at },
    ]);
    expect(onlyWrite()).toMatchObject({
      UpdateExpression: 'SET #run = :run',
      ConditionExpression:
        'active = :true AND (attribute_not_exists(activeSince) OR activeSince = :since) AND attribute_not_exists(#run)',
      ExpressionAttributeValues: { ':run': { ...replayOf(0, 3, at), step: messages()[0].step } },
    });
  },
);

test.each([
  [{ after: 1 }, { after: 1, to: 3 }],
  [
    { from: 1, to: 2 },
    { after: 0, to: 2 },
  ],
  [
    { from: 2, to: 99 },
    { after: 1, to: 3 },
  ],
  [{ eventId: 'northside_E33E1B813D_1' }, { after: 0, to: 1 }],
])('A replay of %j is that of %j', async (body, sent) => {
  const progress = keys.delivery('L#apex-lab', 'main', 'northside_E33E1B813D_1');
  const delivered = { ...progress, feedSequence: 1, attempts: 1, delivered: true };
  holding(itemOf.subscription(subscriptionTo(url)), counter, delivered);
  dynamodb.on(QueryCommand).callsFake(({ ExpressionAttributeValues: { ':next': next } }) => ({
    Items: [{ sequence: Number(next), event: published(Number(next)) }],
  }));
  expect((await replay(body)).body).toEqual(sent);
  expect(messages()).toHaveLength(1);
});

test('A replay of nothing is neither sent nor stored', async () => {
  holding(itemOf.subscription(subscriptionTo(url)), counter);
  expect(await replay({ after: 3 })).toMatchObject({ status: 200, body: { after: 3, to: 3 } });
  expect([messages(), dynamodb.commandCalls(UpdateCommand)]).toEqual([[], []]);
});

test.each<[string, Run]>([
  ['replay_runs', { ...replayOf(0, 2, at), step: 'first' }],
  ['catching_up', { startedAt: at, after: 0, to: null, step: 'first' }],
])('A replay while another run goes on is refused: %s', async (code, run) => {
  holding(itemOf.subscription(subscriptionTo(url, { run })), counter);
  const answer = await replay();
  expectRefused(answer, 422, 'validation_failed');
  expect(faultsIn(answer)).toEqual([`body  ${code}`]);
  expect(messages()).toEqual([]);
});

test('A replay that is asked for in the same moment as another is refused', async () => {
  holding(itemOf.subscription(subscriptionTo(url)), counter);
  dynamodb.on(UpdateCommand).rejects(new ConditionalCheckFailedException({ $metadata: {}, message: 'met' }));
  expect(faultsIn(await replay())).toEqual(['body  replay_runs']);
});

test('A replay of an event that was never sent to the subscription is 404, and names the ways that there are', async () => {
  holding(itemOf.subscription(subscriptionTo(url)), counter);
  const answer = await replay({ eventId: 'northside_E33E1B813D_1' });
  expectRefused(answer, 404, 'not_found');
  expect(answer.body.detail).toMatch(/by after, or by from and to; it was never sent to this subscription/);
});

test('A replay to a subscription that is off says how it is turned on', async () => {
  holding(itemOf.subscription(subscriptionTo(url, { active: false })));
  const answer = await replay();
  expectRefused(answer, 422, 'validation_failed');
  expect(answer.body.errors).toMatchObject([{ message: expect.stringMatching(/PUT .*"active": true/) }]);
});
