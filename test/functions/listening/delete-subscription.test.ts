import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb } from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';

describe.each(sides)('Deleting a subscription of $side', ({ caller, listener, routes }) => {
  const remove = () => call(routes.remove, { caller, params: { id: 'main' } });

  test.each([
    ['stood there', { Attributes: { subscriptionId: 'main' } }],
    ['was gone, as after a lost answer', {}],
  ])('is one write without a read, and 204 if one %s', async (_, answer) => {
    dynamodb.on(DeleteCommand).resolves(answer);
    const { status, headers, body } = await remove();
    expect([status, body]).toEqual([204, undefined]);
    expect(headers).not.toHaveProperty('content-type');
    expect(dynamodb.calls()).toHaveLength(1);
    expect(dynamodb.commandCalls(DeleteCommand)[0]?.args[0].input).toEqual({
      TableName: 'orders',
      Key: { PK: `${listener}#SUBSCRIPTIONS`, SK: 'main' },
    });
  });

  test('is an error if the table fails', async () => {
    dynamodb.on(DeleteCommand).rejects(new Error('No.'));
    expect((await remove()).status).toBe(500);
  });
});
