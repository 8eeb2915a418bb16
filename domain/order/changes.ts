import { actorOf, type Caller } from '#domain/kernel/caller.ts';
import { accept, type Decision, type Fault, fault, refuseFaults, type Warning } from '#domain/kernel/decision.ts';
import type { Instant, Traceparent } from '#domain/kernel/identifiers.ts';
import { same } from '#domain/kernel/same.ts';
import { bytesOf } from '#domain/kernel/text.ts';
import { type Action, fills } from '#domain/order/actions.ts';
import {
  bounds,
  type Change,
  type ChangeEvent,
  noPayroll,
  noPlan,
  type Order,
  type RetryKey,
} from '#domain/order/order.ts';
import { statusSinceOf } from '#domain/order/statuses.ts';

/** The fields whose changes appear in the history and in conflict replies. */
export const trackedFields = [
  'status',
  'source',
  'remake',
  'customerId',
  'customer',
  'clinic',
  'laboratoryId',
  'laboratory',
  'patient',
  'toothNotation',
  'services',
  'enclosures',
  'dueDate',
  'note',
  'discount',
  'workPlan',
  'payroll',
  'cancelReason',
  'returned',
  'laboratoryWork',
] as const satisfies (keyof Order)[];
export type TrackedField = (typeof trackedFields)[number];

/** Whether a field is tracked; a newer release may have stored others. */
export const isTracked = (field: string): field is TrackedField => trackedFields.some((tracked) => tracked === field);

/** What is prescribed, of the fields that a laboratory reads: a publication says which of them it changes. */
const prescription = [
  'customer',
  'clinic',
  'patient',
  'toothNotation',
  'services',
  'enclosures',
  'dueDate',
  'note',
] as const satisfies TrackedField[];

/** The fields that a laboratory reads: not the plan, pay, the discount and returns. */
const readByLaboratory: readonly string[] = [
  ...prescription,
  'status',
  'source',
  'remake',
  'laboratory',
  'cancelReason',
  'laboratoryWork',
] satisfies TrackedField[];

/** Whether a laboratory reads a field. */
export const isReadByLaboratory = (field: string): boolean => readByLaboratory.includes(field);

/** How many changes an order keeps for retries and conflict replies. */
const remembered = 16;

/** The request that changes an order, and the events that the change makes. */
export type Request = {
  action: Action | 'createOrder';
  caller: Caller;
  at: Instant;
  requestId: string;
  retryKey: RetryKey | null;
  traceparent: Traceparent | null;
  events: readonly ChangeEvent[];
};

/** The tracked fields that differ between two states of an order; for a new order, those that are not empty. */
export function changedFields(before: Order | null, after: Order): TrackedField[] {
  const from = before ?? untouched;
  return trackedFields.filter((field) => !same(fieldValue(from, field) ?? null, fieldValue(after, field)));
}

type Tracked = Partial<Order> & Pick<Order, 'workPlan' | 'payroll'>;

/** The state before an order exists, for comparing. */
const untouched: Tracked = { patient: {}, services: [], enclosures: [], workPlan: noPlan, payroll: noPayroll };

/** The value of a field for comparing. Task prices are pay, so they belong to `payroll` and not to `workPlan`. */
export function fieldValue(order: Tracked, field: TrackedField): unknown {
  const { tasks, ...plan } = order.workPlan;
  if (field === 'workPlan') return { ...plan, tasks: tasks.map(({ price: _, ...task }) => task) };
  if (field !== 'payroll') return order[field];
  const priced = tasks.flatMap(({ taskId, price }) => (price ? [[taskId, price]] : []));
  return { ...order.payroll, taskPrices: Object.fromEntries(priced) };
}

/** The next version of the order, with this change added to `recent`. Refused when the order would become too large. */
export function nextVersion(
  before: Order | null,
  after: Order,
  request: Request,
  warnings: readonly Warning[] = [],
): Decision<Order> {
  const by = actorOf(request.caller);
  const version = (before?.version ?? 0) + 1;
  const { action, at, requestId, retryKey, traceparent, events } = request;
  const fields = changedFields(before, after);
  const change: Change = {
    version,
    action,
    fields,
    by,
    at,
    requestId,
    ...(retryKey && { retryKey }),
    ...(warnings.length > 0 && { warnings: [...warnings] }),
    ...(events.length > 0 && { events: [...events], ...(traceparent && { traceparent }) }),
  };
  const next: Order = {
    ...after,
    ...(before && touchedBy(before, after)),
    version,
    laboratoryVersion: fields.some(isReadByLaboratory) ? version : (before?.laboratoryVersion ?? version),
    statusSince: before?.status === after.status ? statusSinceOf(before) : at,
    updatedAt: at,
    updatedBy: by,
    recent: [...after.recent, change].slice(-remembered),
    ...(before === null && { createdWith: retryKey }),
  };
  const refused = tooLarge(next, action);
  return refused ? refuseFaults([refused]) : accept(next);
}

/**
 * Why the order is too large, if it is. What its clinic writes has a bound that leaves room for all answers: whoever is
 * refused an answer could not make the order any shorter.
 */
function tooLarge(next: Order, action: Request['action']): Fault | null {
  const bytes = bytesOf(next);
  if (bytes <= bounds.bytes) return null;
  if (fills(action) && bytesOf({ ...next, returned: null, laboratoryWork: null }) > bounds.bytes)
    return fault('', 'order_too_large', { kilobytes: bounds.bytes / 1024, by: 'order' });
  if (bytes <= bounds.answeredBytes) return null;
  const by = fills(action) ? 'orderWithAnswers' : 'answer';
  return fault('', 'order_too_large', { kilobytes: bounds.answeredBytes / 1024, by });
}

/** A value that is longer is not kept beside the order. */
export const keptBytes = 1024;

/** What a change adds to the fields that have been touched since the order came back from its laboratory. */
function touchedBy(before: Order, after: Order): Partial<Order> {
  const { publication } = after;
  if (!publication?.ended || !before.publication?.ended) return {};
  const touched = allTouched(before, after);
  return touched.length > (publication.touched?.length ?? 0) ? { publication: { ...publication, touched } } : {};
}

/** What is prescribed in a field. Prices are not, which a laboratory may not read, nor how long a service takes. */
function prescribed(order: Order, field: TrackedField): unknown {
  if (field !== 'services') return fieldValue(order, field) ?? null;
  return order.services.map(
    ({ unitPrice: _, service: { price: _price, leadDays: _leadDays, ...service }, ...line }) => ({
      ...line,
      service,
    }),
  );
}

function allTouched(before: Order, after: Order) {
  const known = before.publication?.touched ?? [];
  const added = prescription.filter(
    (field) => known.every((one) => one.field !== field) && !same(prescribed(before, field), prescribed(after, field)),
  );
  return [
    ...known,
    ...added.map((field) => {
      const from = prescribed(before, field);
      return bytesOf(from) > keptBytes ? { field } : { field, from };
    }),
  ];
}

/** What is prescribed differently now from the last publication, which is over; `draft` is the order before this change. */
export function changedSincePublication(draft: Order, next: Order): string[] {
  return allTouched(draft, next)
    .filter(({ field, from }) => from === undefined || !isTracked(field) || !same(from, prescribed(next, field)))
    .map(({ field }) => field);
}

/**
 * The fields changed since a version that a laboratory says it has read. Before it had the order, or while another one
 * had it, it has read none, so of such a version it is told nothing: null.
 */
export function fieldsChangedForLaboratory(version: number, order: Order): string[] | null {
  const { publication } = order;
  const hasReadEarlier = publication?.changed != null;
  return publication && version < publication.version && !hasReadEarlier ? null : fieldsChangedSince(version, order);
}

/** The fields changed since a version; null when that version is older than the changes kept. */
export function fieldsChangedSince(version: number, { recent }: Order): string[] | null {
  const since = recent.filter((change) => change.version > version);
  const oldest = since[0]?.version ?? version + 1;
  if (oldest > version + 1) return null;
  return [...new Set(since.flatMap(({ fields }) => fields))];
}

/**
 * What identifies a repeated request: its retry key, and its request id when its own write may have succeeded
 * unnoticed.
 */
export type Repeatable = Pick<Request, 'retryKey'> & { requestId: string | null };

/**
 * How a request relates to an order: `new`; `done` already, with its change (null when no longer kept); or `keyReused`,
 * a retry key that was used for another request.
 */
export type Repetition = { kind: 'new' } | { kind: 'done'; change: Change | null } | { kind: 'keyReused' };

/** Whether this request has already been done: it was repeated, or its reply was lost. */
export function repetitionOf({ requestId, retryKey }: Repeatable, { createdWith, recent }: Order): Repetition {
  const isKey = (known: RetryKey | null | undefined) => retryKey !== null && known?.hash === retryKey.hash;
  const used = [createdWith, ...recent.map((change) => change.retryKey)].find(isKey);
  if (used && used.fingerprint !== retryKey?.fingerprint) return { kind: 'keyReused' };
  const change = recent.find((made) => made.requestId === requestId || isKey(made.retryKey)) ?? null;
  return used || change ? { kind: 'done', change } : { kind: 'new' };
}
