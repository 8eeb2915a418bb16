import { describe, expect, it } from 'vitest';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import type { Order } from '#domain/order/order.ts';
import { Left, leftBy } from '#domain/thread/left.ts';
import { accepted, act, at, complete, draft, edit, laboratory, publish, shade } from '#test/support/orders.ts';

const sent = (
  other: Partial<Order>,
  ended?: { how: 'withdrawn' | 'returned'; at: string; reason?: string },
): Order => ({
  ...draft(complete),
  publication: { version: 2, revision: 2, laboratoryId: 'apex-lab', changed: null, ...(ended && { ended }) },
  ...other,
});
const cancelled = { status: 'cancelled', cancelledAt: at, cancelReason: 'The patient moved' } as const;
const earlier = '2026-12-10T09:30:00.000Z';

describe('Why a laboratory no longer has an order', () => {
  it('is nothing while it has it', () => {
    expect(leftBy(sent({ status: 'published' }), 'apex-lab')).toBeNull();
    expect(leftBy(sent({ status: 'delivered' }), 'apex-lab')).toBeNull();
  });

  it.each(['withdrawn', 'returned'] as const)('says that it was %s, when, and the reason', (how) => {
    const ended = { how, at: earlier, reason: 'The wrong shade' };
    expect(leftBy(sent({ status: 'draft' }, ended), 'apex-lab')).toEqual(ended);
    expect(leftBy(sent({ status: 'draft' }, { how, at: earlier }), 'apex-lab')).toEqual({ how, at: earlier });
  });

  it('has all reasons of a return, where the laboratory has sent them, whatever the clinic has done with the lines since', () => {
    const services = ['11', '21'].map((tooth) => ({ serviceId: 'zirconia-crown', teeth: [tooth], shade }));
    const order = accepted(publish(draft({ ...complete, services })));
    const reasons = [
      { message: 'Torn' },
      { pointer: '/services/1/shade', message: 'Which shade?' },
      { pointer: '/services/0', message: 'Which crown?' },
      { pointer: '/note', message: 'Which bite?' },
    ];
    const back = accepted(returnOrder.decide(order, { reasons }, { ...act(), caller: laboratory }));
    const left = { how: 'returned', at, reason: 'Torn', reasons };
    expect(leftBy(back, 'apex-lab')).toEqual(left);
    const [, second] = back.services;
    const edited = accepted(edit(back, { services: [{ lineId: second?.lineId, serviceId: 'zirconia-crown' }] }));
    expect(leftBy(edited, 'apex-lab')).toEqual(left);
    expect(Left.parse(leftBy(edited, 'apex-lab'))).toEqual(left);
    const early = back.returned && {
      ...back.returned,
      reasons: [{ message: 'Torn', lineId: 'l1', pointer: '/shade' }],
    };
    expect(leftBy({ ...back, returned: early }, 'apex-lab')?.reasons).toEqual([{ message: 'Torn' }]);
    expect(leftBy({ ...back, ...cancelled }, 'apex-lab')).toEqual({ how: 'cancelled', at });
  });

  it('says that it was cancelled, with the reason when it had the order in its hands', () => {
    expect(leftBy(sent(cancelled), 'apex-lab')).toEqual({ how: 'cancelled', at, reason: 'The patient moved' });
  });

  it('says that the draft was cancelled which it no longer had, and not the reason, which is the clinic’s affair', () => {
    const ended = { how: 'returned', at: earlier, reason: 'No margin' } as const;
    expect(leftBy(sent(cancelled, ended), 'apex-lab')).toEqual({ how: 'cancelled', at });
  });

  it('says that another one got it, and nothing of what happened there', () => {
    const publication = {
      version: 4,
      revision: 3,
      laboratoryId: 'bright-lab',
      changed: null,
      earlier: [{ laboratoryId: 'apex-lab', at: earlier }],
    };
    for (const order of [sent({ status: 'published', publication }), sent({ ...cancelled, publication })]) {
      expect(leftBy(order, 'apex-lab')).toEqual({ how: 'published_elsewhere', at: earlier });
      expect(leftBy(order, 'third-lab')).toBeNull();
    }
  });
});
