import { describe, expect, test } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, holding, itemOf, reads } from '#test/support/functions/mock-table.ts';
import { sides } from '#test/support/functions/sides.ts';
import { at } from '#test/support/orders.ts';
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

  test('has another ETag with each step of a run, so that no 304 hides one that has begun, come further or ended', async () => {
    const subscription = subscriptionTo('https://lab.example/', { listener, version: 3 });
    const run = { startedAt: at, after: 4, to: null };
    let known = '"3-before"';
    const seen: unknown[] = [];
    for (const now of [undefined, { ...run, step: 'first' }, { ...run, after: 9, step: 'second' }, undefined]) {
      holding(itemOf.subscription({ ...subscription, ...(now && { run: now }) }));
      const ask = () => call(routes.get, { caller, params: { id: 'main' }, headers: { 'if-none-match': known } });
      const { status, headers } = await ask();
      seen.push([status, headers['etag']]);
      known = `${headers['etag']}`;
      expect((await ask()).status).toBe(304);
    }
    expect(seen).toEqual(['"3"', '"3-first"', '"3-second"', '"3"'].map((tag) => [200, tag]));
  });

  test('that is missing, or of another, is 404', async () => {
    holding(itemOf.subscription(subscriptionTo('https://lab.example/', { listener })));
    const never = await read('none');
    expectRefused(never, 404, 'not_found');
    expect(await read('main', other)).toEqual(never);
  });
});
