import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { routes as routesByName } from '#functions/contract/routes.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, faultsIn, holding, itemOf } from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';
import { at } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

describe.each(sides)('A page of deliveries of $side', ({ caller, listener, routes }) => {
  const key = keys.attempt(listener, 'main', at, 'one');
  const tried = { ...key, eventId: 'one', attempt: 1, at, status: 204, ms: 7, replay: false };
  const list = (id: string, query = '') => call(routes.deliveries, { caller, params: { id }, query });
  const subscription = (subscriptionId: string) =>
    itemOf.subscription(subscriptionTo('https://lab.example/', { listener, subscriptionId }));

  test('that DynamoDB cuts short has a cursor to the rest, and a link to it at the same route', async () => {
    holding(subscription('main'));
    dynamodb.on(QueryCommand).resolves({ Items: [tried], LastEvaluatedKey: key });
    const { body, headers } = await list('main');
    expect(body).toMatchObject({ items: [{ eventId: 'one' }], nextCursor: expect.any(String) });
    const path = routesByName[routes.deliveries].path.replace('{id}', 'main');
    expect(headers['link']).toBe(`<${path}?limit=25&cursor=${body.nextCursor}>; rel="next"`);
  });

  test('has a cursor that is refused for another subscription', async () => {
    holding(subscription('main'), subscription('spare'));
    dynamodb.on(QueryCommand).resolves({ Items: [tried], LastEvaluatedKey: key });
    const { body } = await list('main');
    const answer = await list('spare', `cursor=${body.nextCursor}`);
    expectRefused(answer, 422, 'validation_failed');
    expect(faultsIn(answer)).toEqual(['query /cursor bad_cursor']);
    expect((await list('main', `cursor=${body.nextCursor}`)).status).toBe(200);
  });
});
