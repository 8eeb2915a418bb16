import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionNames } from '#desk/order/actions/action-names.ts';
import { de } from '#desk/words/de.ts';
import { en } from '#desk/words/en.ts';
import { uk } from '#desk/words/uk.ts';
import { allowedActions } from '#domain/order/actions.ts';
import { receiveOrder } from '#domain/order/decisions/receive-order.ts';
import { reopenOrder } from '#domain/order/decisions/reopen-order.ts';
import { Status } from '#domain/order/statuses.ts';
import { accepted, act, anyPublished, complete, draft, laboratory, publish } from '#test/support/orders.ts';

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
  const work = { acceptedAt: at, hold: { at, reason: 'The bite is missing.' } };
  const fresh = actionNames({ laboratoryWork: null }, en);
  expect([fresh.acceptOrder, fresh.shipOrder, fresh.holdOrder]).toEqual(['Accept', 'Ship', 'Put on hold']);
  const held = actionNames({ laboratoryWork: work }, en);
  expect([held.acceptOrder, held.shipOrder, held.holdOrder]).toEqual(['Correct promise', 'Ship', 'Resume']);
  expect(actionNames({ laboratoryWork: { acceptedAt: at, shippedAt: at } }, en).shipOrder).toBe('Correct the shipment');
});

test('an order that its clinic received and sent back is accepted, if its laboratory has never done so', () => {
  const received = accepted(receiveOrder.decide(accepted(publish(draft(complete))), {}, act()));
  const reopened = accepted(reopenOrder.decide(received, { reason: 'Too high' }, act()));
  expect(reopened.status).toBe('production');
  expect(actionNames(reopened, en).acceptOrder).toBe('Accept');
});
