import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, faultsIn, holding, itemOf, onlyWrite } from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';
import { at, laboratory, manager } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

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

  test('is replaced as it was shown while a run went on, whose ETag names the same version, also when it has ended', async () => {
    const current = subscriptionTo(url, { listener, version: 3, activeSince: at });
    const run = { startedAt: at, after: 4, to: null, step: 'first' };
    holding(itemOf.subscription({ ...current, run }));
    const shown = await call(routes.get, { caller, params });
    expect(shown.body.catchingUp).toMatchObject({ after: 4 });
    for (const now of [{ ...run, step: 'second' }, undefined]) {
      dynamodb.on(QueryCommand).resolves({ Items: [itemOf.subscription({ ...current, ...(now && { run: now }) })] });
      const headers = { 'if-match': `${shown.headers['etag']}` };
      const answer = await call(routes.put, { caller, params, headers, body: { ...shown.body, url: `${url}/2` } });
      expect([answer.status, answer.headers['etag']]).toEqual([200, now ? '"4-second"' : '"4"']);
    }
    dynamodb.resetHistory();
    const other = { 'if-match': '"2-first"' };
    expectRefused(await call(routes.put, { caller, params, headers: other, body: { url } }), 412, 'version_conflict');
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
