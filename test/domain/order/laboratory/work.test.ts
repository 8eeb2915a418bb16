import { expect, it } from 'vitest';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { acceptOrder } from '#domain/order/decisions/laboratory/accept-order.ts';
import { holdOrder } from '#domain/order/decisions/laboratory/hold-order.ts';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import { shipOrder } from '#domain/order/decisions/laboratory/ship-order.ts';
import { receiveOrder } from '#domain/order/decisions/receive-order.ts';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import { columnsOf } from '#domain/order/lists/columns.ts';
import type { Order } from '#domain/order/order.ts';
import { accepted, act, complete, draft, laboratory, publish, saved } from '#test/support/orders.ts';

const answer = { ...act(), caller: laboratory };
const before = draft(complete);
const sent = saved(before, accepted(publish(before)), 'publishOrder');
const waiting = (order: Order) => accepted(holdOrder.decide(order, { reason: 'We wait for the scan.' }, answer));
const published = waiting(sent);
const production = waiting(accepted(acceptOrder.decide(sent, {}, answer)));

it.each([
  ['its laboratory ships it', shipOrder.decide(production, {}, answer)],
  ['its laboratory returns it', returnOrder.decide(production, { reasons: [{ message: 'No scan came.' }] }, answer)],
  ['the clinic has the work in hand', receiveOrder.decide(production, {}, act())],
  ['the clinic withdraws it', withdrawOrder.decide(published, {}, act())],
  ['the clinic cancels it', cancelOrder.decide(published, {}, act())],
])('an order is no longer on hold, also in lists, when %s', (_, decision) => {
  const order = accepted(decision);
  expect(order.laboratoryWork).not.toHaveProperty('hold');
  expect(columnsOf(order).sinceSent).not.toHaveProperty('hold');
});

it('an order that was never on hold keeps what there is of its work when it is withdrawn or cancelled', () => {
  for (const decision of [withdrawOrder.decide(sent, {}, act()), cancelOrder.decide(sent, {}, act())])
    expect(accepted(decision).laboratoryWork).toEqual(sent.laboratoryWork);
});
