import { expect, test } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { keys } from '#functions/store/table.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { dynamodb, expectRefused, holding, reads } from '#test/support/functions/mock-table.ts';
import { laboratory } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

const read = (id: string, caller: Caller = laboratory) => call('getSubscription', { caller, params: { id } });

test('A subscription is read as in its list, by one consistent read, without the secret', async () => {
  const subscription = subscriptionTo('https://lab.example/', { version: 3 });
  const { secrets, listener: _, ...shown } = subscription;
  holding({ ...keys.subscription('L#apex-lab', 'main'), ...subscription });
  expect(await read('main')).toMatchObject({ status: 200, headers: { etag: '"3"' }, body: shown });
  expect(reads()).toEqual([['L#apex-lab#SUBSCRIPTIONS main']]);
  expect(dynamodb.calls()).toHaveLength(1);
  expect(JSON.stringify(await read('main'))).not.toContain(secrets[0]?.secret);
});

test('A missing one, or one of another laboratory, is 404', async () => {
  holding({ ...keys.subscription('L#apex-lab', 'main'), ...subscriptionTo('https://lab.example/') });
  const never = await read('none');
  expectRefused(never, 404, 'not_found');
  expect(await read('main', { ...laboratory, laboratoryId: 'bright-lab' })).toEqual(never);
});
