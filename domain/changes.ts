import type { Action } from '#domain/actions.ts';
import { actorOf, type Caller } from '#domain/caller.ts';
import { accept, type Decision, type Fault, refuseFaults } from '#domain/decision.ts';
import type { Instant } from '#domain/identifiers.ts';
import { bounds, type Change, type Order, type RetryKey } from '#domain/order.ts';
import { same } from '#domain/same.ts';
import { bytesOf } from '#domain/text.ts';

/** The fields whose changes people hear of, in history and in conflict answers. */
export const trackedFields = [
  'status',
  'source',
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
  'cancelReason',
] as const satisfies (keyof Order)[];
export type TrackedField = (typeof trackedFields)[number];

/** Whether a field is one that people hear of; a newer release may have written others. */
export const isTracked = (field: string): field is TrackedField => trackedFields.some((tracked) => tracked === field);

/** How many changes an order remembers for retries and conflict answers. */
const remembered = 16;

/** The request that changes an order. */
export type Request = {
  action: Action | 'createOrder';
  caller: Caller;
  at: Instant;
  requestId: string;
  retryKey: RetryKey | null;
};

/** The tracked fields in which two states of an order differ; a new order differs in what it has. */
export function changedFields(before: Order | null, after: Order): TrackedField[] {
  return trackedFields.filter((field) => !same(before ? before[field] : untouched(after[field]), after[field]));
}

/** What the field was before there was an order. */
function untouched(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return typeof value === 'object' && value !== null ? {} : null;
}

/** The next version of the order as it is written, with what happened inside it; refused when it grows too large. */
export function recorded(before: Order | null, after: Order, request: Request): Decision<Order> {
  const by = actorOf(request.caller);
  const version = (before?.version ?? 0) + 1;
  const { action, at, requestId, retryKey } = request;
  const fields = changedFields(before, after);
  const change: Change = { version, action, fields, by, at, requestId, ...(retryKey && { retryKey }) };
  const next: Order = {
    ...after,
    version,
    updatedAt: at,
    updatedBy: by,
    recent: [...after.recent, change].slice(-remembered),
    ...(before === null && { createdWith: retryKey }),
  };
  return bytesOf(next) <= bounds.bytes ? accept(next) : refuseFaults([tooLarge]);
}

const tooLarge: Fault = {
  pointer: '',
  code: 'order_too_large',
  message: `An order takes at most ${bounds.bytes / 1024} KB; shorten notes or split the order.`,
};

/** The fields changed since a version, or null where that is longer ago than the order remembers. */
export function fieldsChangedSince(version: number, { recent }: Order): string[] | null {
  const since = recent.filter((change) => change.version > version);
  const oldest = since[0]?.version ?? version + 1;
  if (oldest > version + 1) return null;
  return [...new Set(since.flatMap(({ fields }) => fields))];
}

/** What an order knows of a retry key: nothing, that its effect is here, or that it was used for another request. */
export function retryOf({ createdWith, recent }: Order, key: RetryKey | null): 'new' | 'done' | 'reused' {
  const seen = [createdWith, ...recent.map((change) => change.retryKey)].find((known) => known?.hash === key?.hash);
  if (!key || !seen) return 'new';
  return seen.fingerprint === key.fingerprint ? 'done' : 'reused';
}

/** Whether this very request has changed the order already, though its answer was lost. */
export function changedBy(requestId: string, { recent }: Order): boolean {
  return recent.some((change) => change.requestId === requestId);
}
