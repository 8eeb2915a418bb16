import * as z from 'zod/mini';
import type { Role } from '#domain/kernel/caller.ts';
import type { Id, Instant } from '#domain/kernel/identifiers.ts';

export const Status = z.enum(['draft', 'published', 'production', 'produced', 'shipped', 'delivered', 'cancelled']);
export type Status = z.infer<typeof Status>;

/** What follows from each status. The state machine itself is in actions.ts. */
type Meaning = {
  /** The order can still be changed, so replies show what it lacks and warn about it. */
  editable: boolean;
  /** The order has been sent to its laboratory: its prints are prescriptions, and are kept. */
  sent: boolean;
  /** The laboratory has the work in production, or has finished it. */
  atWork: boolean;
  /** The work is still to come: lists by due date show the order. */
  awaited: boolean;
  /** The roles that see orders in this status. Dentists see their own, laboratories those in their hands. */
  visibleTo: readonly Role[];
  /** The watermark on prints. */
  mark: 'draft' | 'cancelled' | null;
};

const atLaboratory: Meaning = {
  editable: false,
  sent: true,
  atWork: false,
  awaited: true,
  visibleTo: ['manager', 'dentist', 'technician', 'laboratory'],
  mark: null,
};

export const statuses: Record<Status, Meaning> = {
  draft: {
    editable: true,
    sent: false,
    atWork: false,
    awaited: true,
    visibleTo: ['manager', 'dentist'],
    mark: 'draft',
  },
  published: atLaboratory,
  production: { ...atLaboratory, atWork: true },
  produced: { ...atLaboratory, atWork: true },
  shipped: atLaboratory,
  delivered: { ...atLaboratory, awaited: false },
  cancelled: {
    editable: false,
    sent: false,
    atWork: false,
    awaited: false,
    visibleTo: ['manager', 'dentist', 'laboratory'],
    mark: 'cancelled',
  },
};

/** The statuses that a role sees, earliest first. */
export const statusesVisibleTo = (role: Role): Status[] =>
  Status.options.filter((status) => statuses[status].visibleTo.includes(role));

/** The statuses that lists by due date show, earliest first. */
export const awaitedStatuses: Status[] = Status.options.filter((status) => statuses[status].awaited);

/** What is asked of an order's last publication: whose it is, and whether it is over. Rows of lists do not have it. */
export type Sent = { publication?: { laboratoryId: Id; ended?: unknown } | null };

/**
 * The laboratory that has an order in its hands, and so reads it; null when none has. It has it from the publication
 * until it is withdrawn or returned: a cancelled order stays there.
 */
export const laboratoryWith = ({ publication }: Sent): Id | null =>
  publication && publication.ended === undefined ? publication.laboratoryId : null;

type Published = { publication: { laboratoryId: Id; earlier?: { laboratoryId: Id }[] | undefined } | null };

/** The laboratories that an order has been published to, each once, the last one first. */
export const publishedTo = ({ publication }: Published): Id[] =>
  publication ? [publication, ...(publication.earlier ?? [])].map(({ laboratoryId }) => laboratoryId) : [];

/** Whether an order is a draft that its laboratory has returned. */
export const isReturned = ({ status, returned }: { status: Status; returned: unknown }): boolean =>
  statuses[status].editable && returned !== null;

type Times = Record<'cancelledAt' | 'publishedAt', Instant | null> & {
  createdAt: Instant;
  statusSince?: Instant | undefined;
};

/** When an order got its status, also one that was stored without it. */
export const statusSinceOf = ({ statusSince, cancelledAt, publishedAt, createdAt }: Times): Instant =>
  statusSince ?? cancelledAt ?? publishedAt ?? createdAt;
