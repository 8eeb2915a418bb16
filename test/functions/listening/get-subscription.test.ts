import { describe, expect, test } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, holding, itemOf, reads } from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

describe.each(sides)('A subscription of $side', ({ caller, other, listener, routes }) => {
  const read = (id: string, by: Caller = caller) => call(routes.get, { caller: by, params: { id } });

  test('is read as in its list, by one consistent read, without the secret', async () => {
    const subscription = subscriptionTo('https://lab.example/', { listener, version: 3 });
    const { secrets, listener: _, ...shown } = subscription;
    holding(itemOf.subscription(subscription));
    expect(await read('main')).toMatchObject({ status: 200, headers: { etag: '"3"' }, body: shown });
    expect(reads()).toEqual([[`${listener}#SUBSCRIPTIONS main`]]);
    expect(dynamodb.calls()).toHaveLength(1);
    expect(JSON.stringify(await read('main'))).not.toContain(secrets[0]?.secret);
    expect(JSON.stringify(await read('main'))).not.toContain(listener);
  });

  test('that is missing, or of another, is 404', async () => {
    holding(itemOf.subscription(subscriptionTo('https://lab.example/', { listener })));
    const never = await read('none');
    expectRefused(never, 404, 'not_found');
    expect(await read('main', other)).toEqual(never);
  });
});
