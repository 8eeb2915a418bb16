import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeOrder } from '#desk/laboratory/order/whole-order.ts';
import { settingsFrom, storedOf } from '#desk/order/stored-order.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { en } from '#domain/kernel/messages/en.ts';
import type { Order } from '#domain/order/order.ts';
import { toLabOrderReply, toOrderReply } from '#domain/order/projection.ts';
import {
  anyOrder,
  anyPublished,
  dentist,
  draft,
  eur,
  laboratory,
  manager,
  technician,
  today,
} from '#test/support/orders.ts';

const callers = [manager, dentist, technician];
const readerOf = (caller: (typeof callers)[number]) => ({ caller, settings: defaultSettings, words: en });

/** The reply as it comes over the wire, without what depends on lead days, which no reply shows. */
function replyTo(caller: (typeof callers)[number], order: Parameters<typeof toOrderReply>[0]) {
  const { warnings: _, proposedDueDate: _proposed, ...reply } = toOrderReply(order, readerOf(caller), () => today, {});
  return JSON.parse(JSON.stringify({ ...reply, warnings: [] }));
}

/** The order with what its first draft never has: a discount, a plan, and pay of two technicians. */
function filled(order: Order): Order {
  const paid = (employeeId: string) => ({ employeeId, at: order.createdAt, by: order.createdBy, amount: eur(1250) });
  const task = (employeeId: string) => ({
    name: 'Mill',
    origin: 'manual' as const,
    quantity: 2,
    price: eur(500),
    employeeId,
  });
  return {
    ...order,
    discount: { type: 'percentage', percent: 7.5 },
    workPlan: {
      tasks: ['timo', 'olena'].map((employeeId) => ({ taskId: employeeId, ...task(employeeId) })),
      outdated: true,
      unplannedServices: [{ serviceId: 'express-courier', name: 'Courier' }],
    },
    payroll: {
      records: ['timo', 'olena'].map((employeeId) => ({ recordId: employeeId, ...paid(employeeId) })),
      finalized: true,
    },
  };
}

describe('the order of a reply, as the rules take it', () => {
  test('says the same as the order that the reply was made of, to everybody and in every notation', () => {
    fc.assert(
      fc.property(anyOrder, fc.constantFrom(...callers), (drawn, caller) => {
        const order = filled(drawn);
        const reply = replyTo(caller, order);
        expect(replyTo(caller, storedOf(reply))).toEqual(reply);
      }),
    );
  });

  test('takes its currency from whatever amount the caller sees', () => {
    const order = draft({ services: [{ serviceId: 'zirconia-crown' }] });
    const planned = {
      ...order,
      workPlan: {
        ...order.workPlan,
        tasks: [
          {
            taskId: 'a',
            name: 'Mill',
            origin: 'manual' as const,
            quantity: 1,
            employeeId: 'timo',
            price: { amount: 5, currency: 'CHF' },
          },
        ],
      },
    };
    expect(storedOf(replyTo(technician, planned)).currency).toBe('CHF');
    expect(storedOf(replyTo(dentist, order), 'CHF').currency).toBe('EUR');
    expect(storedOf(replyTo(technician, order), 'CHF').currency).toBe('CHF');
  });

  test('has prices of 0 for those who see none', () => {
    const order = draft({ services: [{ serviceId: 'zirconia-crown' }] });
    expect(storedOf(replyTo(technician, order)).services[0]?.service.price).toEqual(eur(0));
  });
});

test('settings that a caller does not see are the defaults', () => {
  expect(settingsFrom({ paymentInstructions: 'By transfer.' })).toMatchObject({
    productionDays: defaultSettings.productionDays,
    paymentInstructions: 'By transfer.',
  });
  expect(settingsFrom(undefined).currency).toBe(defaultSettings.currency);
  expect(settingsFrom({ timeZone: 'Asia/Tokyo' }).timeZone).toBe('Asia/Tokyo');
});

test('an order as its laboratory reads it is one to the rules, too', () => {
  fc.assert(
    fc.property(anyPublished, (order) => {
      const reader = { caller: laboratory, settings: defaultSettings, words: en };
      const reply = JSON.parse(JSON.stringify(toLabOrderReply(order, reader, () => today, {})));
      const { services, patient, clinic, dueDate } = storedOf(wholeOrder(reply));
      expect({ services: services.map(({ teeth }) => teeth), patient, clinic, dueDate }).toEqual({
        services: order.services.map(({ teeth }) => teeth),
        patient: order.patient,
        clinic: order.clinic,
        dueDate: order.dueDate,
      });
    }),
  );
});
