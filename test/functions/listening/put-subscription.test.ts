import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, faultsIn, onlyWrite } from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';
import { laboratory, manager } from '#test/support/orders.ts';

const url = 'https://93.184.216.34/orders';
const params = { id: 'main' };

describe.each(sides)('A subscription that $side makes', ({ caller, listener, routes }) => {
  test('is stored as its own, and the reply has the secret', async () => {
    dynamodb.on(QueryCommand).resolves({ Items: [] });
    const { status, body } = await call(routes.put, { caller, params, body: { url } });
    expect(status).toBe(201);
    expect(onlyWrite()).toMatchObject({
      Key: { PK: `${listener}#SUBSCRIPTIONS`, SK: 'main' },
      ExpressionAttributeValues: { ':listener': listener, ':url': url },
    });
    expect(body).toMatchObject({ subscriptionId: 'main', secret: expect.stringMatching(/^whsec_/) });
    expect(body).not.toHaveProperty('listener');
  });
});

describe('A filter', () => {
  const types = (caller: typeof laboratory | typeof manager, names: string[]) =>
    call(caller === manager ? 'putSubscription' : 'putLabSubscription', {
      caller,
      params,
      body: { url, types: names },
    });

  test('names only types of events that its side is told', async () => {
    dynamodb.on(QueryCommand).resolves({ Items: [] });
    expect((await types(laboratory, ['order.published.v1', 'order.message-added.v1'])).status).toBe(201);
    expect((await types(manager, ['order.message-added.v1'])).status).toBe(201);
    dynamodb.resetHistory();
    const answer = await types(manager, ['order.published.v1']);
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['body /types/0 invalid_value']);
  });

  test('by organisation is for laboratories alone: an organisation hears of itself', async () => {
    const answer = await call('putSubscription', { caller: manager, params, body: { url, tenants: ['lakeview'] } });
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['body /tenants unknown_field']);
  });
});
