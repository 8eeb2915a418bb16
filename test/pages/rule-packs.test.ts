import { expect, test } from 'vitest';
import { OrderDesk } from '#infra/main.ts';
import { findings } from '#test/support/rule-packs.ts';
import { newApp } from '#test/support/stacks.ts';

test('The rule packs find nothing in either stage that is not accepted with a reason', () => {
  const app = newApp();
  for (const stage of ['dev', 'prod']) new OrderDesk(app, stage);
  expect(findings(app)).toEqual([]);
}, 60_000);
