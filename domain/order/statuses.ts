import * as z from 'zod';
import type { Role } from '#domain/kernel/caller.ts';

export const Status = z.enum(['draft', 'published', 'cancelled']);
export type Status = z.infer<typeof Status>;

/** What a status means wherever it matters; the state machine itself is in actions.ts. */
type Meaning = {
  /** What is prescribed may still change, so what it lacks, and what is unwise in it, is said. */
  editable: boolean;
  /** The order is with its laboratory: what is printed of it is a prescription, and is kept. */
  sent: boolean;
  /** For whom an order in it exists; of those, a dentist sees their own and a laboratory those sent to it. */
  visibleTo: readonly Role[];
  /** The mark on what is printed. */
  mark: 'draft' | 'cancelled' | null;
};

export const statuses: Record<Status, Meaning> = {
  draft: { editable: true, sent: false, visibleTo: ['manager', 'dentist'], mark: 'draft' },
  published: {
    editable: false,
    sent: true,
    visibleTo: ['manager', 'dentist', 'technician', 'laboratory'],
    mark: null,
  },
  cancelled: { editable: false, sent: false, visibleTo: ['manager', 'dentist'], mark: 'cancelled' },
};

/** The statuses in which orders exist for a role at all, earliest first. */
export const statusesVisibleTo = (role: Role): Status[] =>
  Status.options.filter((status) => statuses[status].visibleTo.includes(role));
