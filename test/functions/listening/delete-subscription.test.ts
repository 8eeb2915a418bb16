import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb } from '#test/support/functions/mock-table.ts';
import { laboratory } from '#test/support/orders.ts';

test.each([
  ['stood there', { Attributes: { subscriptionId: 'main' } }],
  ['was gone, as after a lost answer', {}],
])('Deleting a subscription is one write without a read, and 204 if one %s', async (_, answer) => {
  dynamodb.on(DeleteCommand).resolves(answer);
  const { status, headers, body } = await call('deleteSubscription', { caller: laboratory, params: { id: 'main' } });
  expect([status, body]).toEqual([204, undefined]);
  expect(headers).not.toHaveProperty('content-type');
  expect(dynamodb.calls()).toHaveLength(1);
  expect(dynamodb.commandCalls(DeleteCommand)[0]?.args[0].input).toMatchObject({ TableName: 'orders' });
});

test('It is an error if the table fails', async () => {
  dynamodb.on(DeleteCommand).rejects(new Error('No.'));
  expect((await call('deleteSubscription', { caller: laboratory, params: { id: 'main' } })).status).toBe(500);
});
