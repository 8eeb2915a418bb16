import * as z from 'zod';
import type { Role } from '#domain/kernel/caller.ts';

export const Status = z.enum(['draft', 'published', 'cancelled']);
export type Status = z.infer<typeof Status>;

/** What follows from each status. The state machine itself is in actions.ts. */
type Meaning = {
  /** The order can still be changed, so replies show what it lacks and warn about it. */
  editable: boolean;
  /** The order is at its laboratory: its prints are prescriptions, and are kept. */
  atLaboratory: boolean;
  /** The roles that see orders in this status. Dentists see their own, laboratories those sent to them. */
  visibleTo: readonly Role[];
  /** The watermark on prints. */
  mark: 'draft' | 'cancelled' | null;
};

export const statuses: Record<Status, Meaning> = {
  draft: { editable: true, atLaboratory: false, visibleTo: ['manager', 'dentist'], mark: 'draft' },
  published: {
    editable: false,
    atLaboratory: true,
    visibleTo: ['manager', 'dentist', 'technician', 'laboratory'],
    mark: null,
  },
  cancelled: { editable: false, atLaboratory: false, visibleTo: ['manager', 'dentist'], mark: 'cancelled' },
};

/** The statuses that a role sees, earliest first. */
export const statusesVisibleTo = (role: Role): Status[] =>
  Status.options.filter((status) => statuses[status].visibleTo.includes(role));
