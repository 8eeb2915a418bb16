import type { LabOrder, Order } from '#desk/api/client.ts';

/** An order as its laboratory reads it, with nothing in what only clinics read. */
export function wholeOrder({ publication, ...order }: LabOrder): Order {
  const { at, by } = publication ?? { at: '', by: { sub: '', role: 'dentist' as const } };
  return {
    ...order,
    publication,
    root: null,
    // No laboratory is told, and no rule of its screens asks.
    customerId: 'unknown',
    returned: null,
    workPlan: { tasks: [], outdated: false, unplannedServices: [] },
    readiness: [],
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
    publishedAt: at,
    publishedBy: by,
    cancelledAt: null,
    cancelledBy: null,
  };
}
