import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test, vi } from 'vitest';
import type { Message } from '#domain/thread/message.ts';
import { call, logged } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, holding, itemOf, onlyPut, puts } from '#test/support/functions/mock-table.ts';
import { message, validOrder } from '#test/support/functions/valid-requests.ts';
import { at, laboratory, profile, traceparent } from '#test/support/orders.ts';

const text = 'canary-7f3a';
const clinic = { body: { text } };
const lab = { caller: laboratory, params: { tenantId: 'northside' }, body: { text } };

const thread = { PK: 'T#northside#M#E33E1B813D' };

/** Mocks a published order and, newest first, the messages that each query finds, one after another. */
function afterMessages(...found: Message[][]): void {
  holding(itemOf.order({ ...validOrder, version: 3 }));
  let turn = 0;
  dynamodb.on(QueryCommand).callsFake(() => ({ Items: (found[turn++] ?? []).map(itemOf.message) }));
}

const queries = () => dynamodb.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);
const transactions = () =>
  dynamodb.commandCalls(TransactWriteCommand).map(({ args: [{ input }] }) => input.TransactItems ?? []);

const canceled = () => new TransactionCanceledException({ $metadata: {}, message: 'canceled' });
const met = () => new ConditionalCheckFailedException({ $metadata: {}, message: 'met' });

describe('A message is written', () => {
  test('by one put on condition that it is the next one, when the last word was the clinic’s', async () => {
    afterMessages([message('clinic', { sequence: 4 })]);
    const { status } = await call('addMessage', { ...clinic, headers: { traceparent } });
    expect(status).toBe(201);
    expect(onlyPut()).toEqual({
      TableName: 'orders',
      Item: {
        ...thread,
        SK: 'MESSAGE#0000000005',
        tenantId: 'northside',
        number: 'E33E1B813D',
        sequence: 5,
        laboratoryId: 'apex-lab',
        side: 'clinic',
        by: { sub: 'maria', role: 'manager' },
        at,
        text,
        // The laboratory's own: the order has since changed for the clinic alone.
        version: 1,
        revision: 1,
        requestId: 'this-request',
        traceparent,
      },
      ConditionExpression: 'attribute_not_exists(PK)',
    });
    expect(queries()).toMatchObject([{ Limit: 1, ScanIndexForward: false, ConsistentRead: true }]);
  });

  test('in one transaction with the mark of the answer that the clinic owes', async () => {
    for (const last of [[], [message('clinic')], [message('laboratory')]]) {
      afterMessages(last);
      expect((await call('addLabMessage', lab)).status).toBe(201);
      expect(transactions().at(-1)).toEqual([
        { Put: expect.objectContaining({ ConditionExpression: 'attribute_not_exists(PK)' }) },
        {
          Put: {
            TableName: 'orders',
            Item: {
              ...thread,
              SK: 'ANSWER',
              number: 'E33E1B813D',
              byAnswerPK: 'T#northside#ANSWER',
              byAnswerSK: `${at}#E33E1B813D`,
            },
          },
        },
      ]);
    }
  });

  test('in one transaction that takes the mark away when the clinic has answered', async () => {
    afterMessages([message('laboratory')]);
    expect((await call('addMessage', clinic)).status).toBe(201);
    expect(transactions().at(-1)?.slice(1)).toEqual([
      { Delete: { TableName: 'orders', Key: { ...thread, SK: 'ANSWER' } } },
    ]);
  });
});

describe('A message whose place another one took', () => {
  test('is read again, and comes after it', async () => {
    afterMessages([], [message('laboratory')]);
    dynamodb.on(PutCommand).rejectsOnce(met()).resolves({});
    expect((await call('addMessage', clinic)).body).toMatchObject({ messageId: 'm2' });
    expect(puts()).toHaveLength(1);
    expect(transactions().map((actions) => actions.length)).toEqual([2]);
    expect(queries().map(({ Limit }) => Limit)).toEqual([1, 100]);
  });

  test('is found when it was its own, whose answer was lost', async () => {
    afterMessages([], [message('laboratory', { sequence: 2 }), message('clinic', { requestId: 'this-request', text })]);
    dynamodb.on(PutCommand).rejects(met());
    expect(await call('addMessage', clinic)).toMatchObject({ status: 201, body: { messageId: 'm1', text } });
    expect(puts()).toHaveLength(1);
  });

  test('is 503 when that happens again and again', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    afterMessages();
    dynamodb.on(PutCommand).rejects(met());
    const { status, body } = await call('addMessage', clinic);
    expect([status, body.code]).toEqual([503, 'try_again']);
    expect(puts()).toHaveLength(12);
    dynamodb.on(TransactWriteCommand).rejects(canceled());
    expect((await call('addLabMessage', lab)).status).toBe(503);
    expect(transactions()).toHaveLength(12);
  });
});

test('A laboratory that has closed itself to an organisation reads and writes on in the threads that it has with it', async () => {
  afterMessages();
  const closed = itemOf.profile(profile({ tenants: ['lakeview'] }));
  holding(itemOf.order({ ...validOrder, version: 3 }), closed);
  expect((await call('listLabMessages', lab)).status).toBe(200);
  expect((await call('addLabMessage', lab)).status).toBe(201);
  const other = { ...lab, caller: { ...laboratory, laboratoryId: 'bright-lab' } };
  expect((await call('addLabMessage', other)).status).toBe(404);
});

test('A message with a key is looked for among the last hundred', async () => {
  const earlier = message('clinic', { retryKey: { hash: 'x', fingerprint: 'y' } });
  afterMessages([message('laboratory', { sequence: 2 }), earlier]);
  await call('addMessage', { ...clinic, headers: { 'idempotency-key': 'k' } });
  expect(queries()).toMatchObject([{ Limit: 100, ScanIndexForward: false }]);
  expect(transactions()).toHaveLength(1);
});

test('What a message says is in no log line and in no refusal', async () => {
  afterMessages([message('laboratory')]);
  expectRefused(await call('addMessage', { body: { text, files: [text] } }), 422, 'validation_failed');
  expectRefused(await call('addMessage', { body: `{"text":"${text}` }), 400, 'malformed_body');
  expectRefused(await call('addMessage', { body: { text: `${text}\u0000` } }), 422, 'validation_failed');
  expect((await call('addMessage', clinic)).body.text).toBe(text);
  expect((await call('addLabMessage', lab)).body.text).toBe(text);
  dynamodb.on(PutCommand).rejects(new Error(text));
  const { status, body } = await call('addMessage', clinic);
  expect([status, body.code]).toEqual([500, 'internal_error']);
  expect(logged.length).toBe(6);
  expect(`${logged.join()} ${JSON.stringify(body)}`).not.toContain(text);
});
