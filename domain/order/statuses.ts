import * as z from 'zod/mini';
import type { Role } from '#domain/kernel/caller.ts';
import type { Id, Instant } from '#domain/kernel/identifiers.ts';

export const Status = z.enum(['draft', 'published', 'cancelled']);
export type Status = z.infer<typeof Status>;

/** What follows from each status. The state machine itself is in actions.ts. */
type Meaning = {
  /** The order can still be changed, so replies show what it lacks and warn about it. */
  editable: boolean;
  /** The order is at its laboratory: its prints are prescriptions, and are kept. */
  atLaboratory: boolean;
  /** The work is still to come: lists by due date show the order. */
  awaited: boolean;
  /** The roles that see orders in this status. Dentists see their own, laboratories those sent to them. */
  visibleTo: readonly Role[];
  /** The watermark on prints. */
  mark: 'draft' | 'cancelled' | null;
};

export const statuses: Record<Status, Meaning> = {
  draft: { editable: true, atLaboratory: false, awaited: true, visibleTo: ['manager', 'dentist'], mark: 'draft' },
  published: {
    editable: false,
    atLaboratory: true,
    awaited: true,
    visibleTo: ['manager', 'dentist', 'technician', 'laboratory'],
    mark: null,
  },
  cancelled: {
    editable: false,
    atLaboratory: false,
    awaited: false,
    visibleTo: ['manager', 'dentist'],
    mark: 'cancelled',
  },
};

/** The statuses that a role sees, earliest first. */
export const statusesVisibleTo = (role: Role): Status[] =>
  Status.options.filter((status) => statuses[status].visibleTo.includes(role));

/** The statuses that lists by due date show, earliest first. */
export const awaitedStatuses: Status[] = Status.options.filter((status) => statuses[status].awaited);

/** The laboratory that has an order in its hands, and so reads it; null when none has. */
export const laboratoryWith = ({ status, laboratoryId }: { status: Status; laboratoryId: Id | null }): Id | null =>
  statuses[status].visibleTo.includes('laboratory') ? laboratoryId : null;

type Published = { publication: { laboratoryId: Id; earlier?: Id[] | undefined } | null };

/** The laboratories that an order has been published to, each once, the last one first. */
export const publishedTo = ({ publication }: Published): Id[] =>
  publication ? [publication.laboratoryId, ...(publication.earlier ?? [])] : [];

type Times = Record<'cancelledAt' | 'publishedAt', Instant | null> & {
  createdAt: Instant;
  statusSince?: Instant | undefined;
};

/** When an order got its status, also one that was stored without it. */
export const statusSinceOf = ({ statusSince, cancelledAt, publishedAt, createdAt }: Times): Instant =>
  statusSince ?? cancelledAt ?? publishedAt ?? createdAt;
