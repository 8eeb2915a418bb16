import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, holding, itemOf, onlyPut } from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';
import { at } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

test.each(sides)(
  'A test of an endpoint of $side that is off is in its log before it is answered',
  async ({ caller, listener, routes }) => {
    const ask = () => call(routes.test, { caller, params: { id: 'main' } });
    // A forbidden address, so that the test sends nothing to another machine.
    holding(itemOf.subscription(subscriptionTo('https://10.0.0.1/', { listener, active: false })));
    const tried = { eventId: 'test_this-request', attempt: 1, at, status: null, error: 'forbidden_url', replay: false };
    const { status, body } = await ask();
    expect([status, body]).toEqual([200, { ...tried, ms: expect.any(Number) }]);
    expect(onlyPut().Item).toMatchObject({ PK: `${listener}#D#main`, SK: `ATTEMPT#${at}#test_this-request`, ...body });
    dynamodb.on(PutCommand).rejects(new Error('No.'));
    expect((await ask()).status).toBe(500);
  },
);
