import { type OrderPublished, subscriptionTested } from '#domain/listening/events.ts';
import type { Subscription } from '#domain/listening/subscription.ts';
import { makeSecret } from '#functions/webhooks/sign.ts';

const at = '2026-12-11T09:30:00.000Z';

/** An active subscription of apex-lab without filters. */
export function subscriptionTo(url: string, other: Partial<Subscription> = {}): Subscription {
  return {
    listener: 'L#apex-lab',
    subscriptionId: 'main',
    url,
    active: true,
    secrets: [{ secret: makeSecret() }],
    version: 1,
    updatedAt: at,
    updatedBy: { sub: 'apex-system', role: 'laboratory' },
    ...other,
  };
}

export const tested = subscriptionTested(
  { listener: 'L#apex-lab', subscriptionId: 'main' },
  { requestId: 'this-request', at, traceparent: null },
);

/** The event of a published order, as in the feed. */
export function published(feedSequence = 1, other: Partial<OrderPublished['data']> = {}): OrderPublished {
  const { tenantId, number, version } = { tenantId: 'northside', number: 'E33E1B813D', version: 4, ...other };
  return {
    specversion: '1.0',
    id: `${tenantId}_${number}_${version}`,
    source: 'order-desk',
    type: 'order.published.v1',
    subject: number,
    time: at,
    datacontenttype: 'application/json',
    partitionkey: `${tenantId}_${number}`,
    sequence: String(version).padStart(10, '0'),
    data: {
      tenantId,
      number,
      version,
      revision: 1,
      laboratoryId: 'apex-lab',
      to: 'laboratory',
      feedSequence,
      dueDate: '2026-12-18',
      lines: [{ service: 'Zirconia crown', teeth: ['11'], quantity: 1 }],
      ...other,
    },
  };
}
