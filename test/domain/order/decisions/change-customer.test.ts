import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '#domain/order/actions.ts';
import { changeCustomer } from '#domain/order/decisions/change-customer.ts';
import type { Order } from '#domain/order/order.ts';
import { accepted, act, anyDraft, catalog, dentist, draft, faultsIn, novak } from '#test/support/orders.ts';

const move = (order: Order, customerId: string, how = act()) => changeCustomer.decide(order, { customerId }, how);

describe('changing the customer', () => {
  it('takes new snapshots of name and clinic, and changes nothing else', () => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        expect(accepted(move(order, 'novak'))).toEqual({
          ...order,
          customerId: 'novak',
          customer: { firstName: 'Petr', lastName: 'Novák' },
          clinic: 'Old Town Dental',
        });
      }),
    );
  });

  it("ends the old dentist's reads and begins the new one's", () => {
    const order = draft();
    const moved = accepted(move(order, 'novak'));
    const other = { ...dentist, customerId: 'novak' };
    expect([order, moved].map((one) => visible(one, dentist))).toEqual([true, false]);
    expect([order, moved].map((one) => visible(one, other))).toEqual([false, true]);
  });

  it('to the same customer is nothing, even one who is no longer active', () => {
    const order = draft({ clinic: 'Harbour Clinic' });
    expect(accepted(move(order, 'weber'))).toEqual(order);
    expect(accepted(move(order, 'weber', act({ catalog: catalog({ customers: [] }) })))).toEqual(order);
  });

  it('is refused to one who is unknown or not active', () => {
    expect(faultsIn(move(draft(), 'stranger'))).toEqual(['/customerId unknown_customer']);
    const retired = act({ catalog: catalog({ customers: [{ ...novak, active: false }] }) });
    expect(faultsIn(move(draft(), 'novak', retired))).toEqual(['/customerId inactive_customer']);
  });
});

describe('the effects of changing the customer', () => {
  it('are who orders, who sees it and where it goes', () => {
    const order = draft();
    const effects = changeCustomer.effects(order, accepted(move(order, 'novak')));
    expect(effects).toMatchObject([
      { field: 'customerId', from: 'weber', to: 'novak' },
      { field: 'actions' },
      { field: 'clinic', from: 'Weber Practice', to: 'Old Town Dental' },
    ]);
  });

  it('are none for the same customer', () => {
    expect(changeCustomer.effects(draft(), draft())).toEqual([]);
  });

  it('leave out the clinic where it stays', () => {
    const shared = { ...novak, clinic: 'Weber Practice' };
    const order = draft();
    const moved = accepted(move(order, 'novak', act({ catalog: catalog({ customers: [shared] }) })));
    expect(changeCustomer.effects(order, moved).map(({ field }) => field)).toEqual(['customerId', 'actions']);
  });
});
