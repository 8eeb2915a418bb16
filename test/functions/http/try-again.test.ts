import * as aws from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import * as sqs from '@aws-sdk/client-sqs';
import { BatchGetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { handler as getOrder } from '#functions/orders/get-order.ts';
import { keys } from '#functions/store/table.ts';
import { type Answer, call, logged } from '#test/support/functions/call-handler.ts';
import { sending } from '#test/support/functions/feed.ts';
import { catalogue, dynamodb, expectRefused, holding, itemOf, puts } from '#test/support/functions/mock-table.ts';
import { eventOf } from '#test/support/functions/requests.ts';
import { draft, laboratory, publishedEvent } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

const files = mockClient(S3Client);
const queue = mockClient(sqs.SQSClient);

beforeEach(() => {
  files.reset();
  queue.reset();
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

const said = { message: 'The item of Giulietta Capulet', $metadata: {} };
const byName = (name: string, httpStatusCode = 400) =>
  Object.assign(new Error(said.message), { name, $fault: 'client', $metadata: { httpStatusCode } });
const byCode = (code: string, name = 'Error') => Object.assign(new Error(said.message), { name, code });

function expectTryAgain(answer: Answer) {
  expect([answer.status, answer.body.code]).toEqual([503, 'try_again']);
  expect(answer.headers).toMatchObject({ 'retry-after': '1', 'x-request-id': 'this-request' });
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'error', status: 503, refusal: 'try_again', fault: expect.any(String), at: expect.any(String) },
  ]);
  expect(logged.join() + JSON.stringify(answer)).not.toContain('Capulet');
}

describe('Storage that is busy, down or does not answer is 503 try_again with Retry-After:', () => {
  const passing = {
    'a throttled key': new aws.ProvisionedThroughputExceededException(said),
    'a throttled account': new aws.RequestLimitExceeded(said),
    'a throttled table': byName('ThrottlingException'),
    'a fault inside DynamoDB': new aws.InternalServerError(said),
    'an answer of 503': byName('ServiceUnavailable', 503),
    'a busy replica': new aws.ReplicatedWriteConflictException(said),
    'no answer in time': byCode('ETIMEDOUT', 'TimeoutError'),
    'a broken connection': byCode('ECONNRESET'),
    'nobody who listens': byCode('ECONNREFUSED'),
    'a name that does not resolve': byCode('EAI_AGAIN'),
  };

  test.each(Object.entries(passing))('%s, on a read', async (_, fault) => {
    dynamodb.on(BatchGetCommand).rejects(fault);
    expectTryAgain(await call('getOrder'));
  });

  test.each(Object.entries(passing))('%s, on a write', async (_, fault) => {
    holding(...catalogue);
    dynamodb.on(PutCommand).rejects(fault);
    expectTryAgain(await call('createOrder', { body: { customerId: 'weber' } }));
  });

  test.each(Object.entries(passing))('%s, on a list', async (_, fault) => {
    dynamodb.on(QueryCommand).rejects(fault);
    expectTryAgain(await call('listOrders'));
  });

  test('unprocessed keys, again and again', async () => {
    const Keys = [keys.order('northside', 'E33E1B813D')];
    dynamodb.on(BatchGetCommand).resolves({ UnprocessedKeys: { orders: { Keys } } });
    expectTryAgain(await call('getOrder'));
  });

  test.each(['SlowDown', 'ThrottlingException', 'KMS.ThrottlingException', 'RequestTimeout'])(
    'a print that S3 does not take: %s',
    async (name) => {
      holding(itemOf.order(draft()));
      files.on(PutObjectCommand).rejects(new S3ServiceException({ ...said, name, $fault: 'client' }));
      expectTryAgain(await call('printOrder', { body: {} }));
      expect(puts()).toEqual([]);
    },
  );
});

describe('A queue that is busy is 503 try_again with Retry-After:', () => {
  const entry = { sequence: 1, event: publishedEvent(sending('0000000001').order) };

  beforeEach(() => {
    holding(
      { ...keys.subscription('L#apex-lab', 'main'), ...subscriptionTo('https://lab.example/') },
      { ...keys.sequence('L#apex-lab'), last: 1 },
    );
    dynamodb.on(QueryCommand).resolves({ Items: [{ ...keys.feed('L#apex-lab', 1), ...entry }] });
  });

  const replay = () => call('replayLabDeliveries', { caller: laboratory, params: { id: 'main' }, body: { after: 0 } });

  test.each([
    new sqs.RequestThrottled(said),
    new sqs.KmsThrottled(said),
    new sqs.OverLimit(said),
    byCode('ECONNRESET'),
    byName('InternalError', 500),
  ])('%s', async (fault) => {
    queue.on(sqs.SendMessageBatchCommand).rejects(fault);
    expectTryAgain(await replay());
  });

  const failing = (SenderFault: boolean) =>
    queue.on(sqs.SendMessageBatchCommand).resolves({ Successful: [], Failed: [{ Id: '0', SenderFault, Code: 'No' }] });

  test('one that accepts only some of the messages', async () => {
    failing(false);
    expectTryAgain(await replay());
    expect(puts()).toEqual([]);
  });

  test('but a fault of ours is a bare 500', async () => {
    failing(true);
    expectRefused(await replay(), 500, 'internal_error');
  });
});

test('A function answers 503 half a second before its timeout', async () => {
  dynamodb.on(BatchGetCommand).callsFake(() => new Promise(() => {}));
  const answered = getOrder(eventOf('getOrder'), { ...Object(undefined), getRemainingTimeInMillis: () => 500 });
  const late = new Promise((resolve) => setTimeout(resolve, 400));
  const { statusCode = 0, headers = {}, body } = Object(await Promise.race([answered, late]));
  expectTryAgain({ status: statusCode, headers, body: JSON.parse(body ?? '{}') });
});

describe('A permanent fault is a bare 500:', () => {
  test.each([
    byName('AccessDeniedException'),
    byName('ValidationException'),
    new aws.ResourceNotFoundException(said),
    new aws.ItemCollectionSizeLimitExceededException(said),
    byName('ServiceQuotaExceeded', 402),
    new TypeError(said.message),
    byName('AbortError'),
  ])('%s', async (fault) => {
    dynamodb.on(BatchGetCommand).rejects(fault);
    const answer = await call('getOrder');
    expectRefused(answer, 500, 'internal_error');
    expect(answer.headers).not.toHaveProperty('retry-after');
  });
});
