import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionNames } from '#desk/order/actions/action-names.ts';
import { de } from '#desk/words/de.ts';
import { en } from '#desk/words/en.ts';
import { uk } from '#desk/words/uk.ts';
import { allowedActions } from '#domain/order/actions.ts';
import { Status } from '#domain/order/statuses.ts';
import { anyPublished, laboratory } from '#test/support/orders.ts';

test('all that a laboratory can do with an order has a name, in each language; only messages have a place of their own', () => {
  fc.assert(
    fc.property(
      anyPublished,
      fc.constantFrom(...Status.options),
      fc.constantFrom(en, de, uk),
      (sent, status, words) => {
        const order = { ...sent, status };
        const named = Object.keys(actionNames(order, words));
        expect(allowedActions(order, laboratory).filter((action) => !named.includes(action))).toEqual([
          'addLabMessage',
        ]);
      },
    ),
  );
});

test('what was said before is corrected, and what waits goes on', () => {
  const at = '2026-12-01T09:00:00.000Z';
  const work = { hold: { at, reason: 'The bite is missing.' } };
  const fresh = actionNames({ status: 'published', laboratoryWork: null }, en);
  expect([fresh.acceptOrder, fresh.shipOrder, fresh.holdOrder]).toEqual(['Accept', 'Ship', 'Put on hold']);
  const held = actionNames({ status: 'production', laboratoryWork: work }, en);
  expect([held.acceptOrder, held.shipOrder, held.holdOrder]).toEqual(['Correct promise', 'Ship', 'Resume']);
  expect(actionNames({ status: 'shipped', laboratoryWork: null }, en).shipOrder).toBe('Correct the shipment');
});
