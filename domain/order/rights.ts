import type { Caller } from '#domain/kernel/caller.ts';
import { forbid, type Refused, type RequestFault } from '#domain/kernel/decision.ts';
import { merge } from '#domain/kernel/merge.ts';
import { Price } from '#domain/kernel/money.ts';
import { same } from '#domain/kernel/same.ts';
import { knownMembers } from '#domain/kernel/stored.ts';
import type { Order } from '#domain/order/order.ts';
import type { LineRequest, OrderPatch } from '#domain/order/requests/edit-order.ts';

/** The members of a request body that not every caller may set. */
export type RequestBody = {
  workPlan?: unknown;
  customerId?: string | undefined;
  services?: LineRequest[] | null | undefined;
  changes?: OrderPatch | undefined;
  [other: string]: unknown;
};

/**
 * Pointers to fields that this caller may not set. A dentist may not name another customer; only managers set a work
 * plan or a unit price. Sending back the stored value is allowed.
 */
export function forbiddenFields(sent: RequestBody | null, current: Order | null, caller: Caller): string[] {
  if (sent === null || caller.role === 'manager') return [];
  const { changes, customerId, services, workPlan } = sent;
  const pointers = repricedLines(services, current).map((index) => `/services/${index}/unitPrice`);
  if (workPlan !== undefined) pointers.push('/workPlan');
  if (caller.role === 'dentist' && customerId !== undefined && customerId !== caller.customerId)
    pointers.push('/customerId');
  if (changes) pointers.push(...forbiddenFields(changes, current, caller).map((pointer) => `/changes${pointer}`));
  return pointers;
}

/** A refusal (403) that names the forbidden fields, or null if there are none. */
export function forbidden(
  where: RequestFault['in'],
  sent: RequestBody | null,
  current: Order | null,
  caller: Caller,
): Refused | null {
  const pointers = forbiddenFields(sent, current, caller);
  return pointers.length > 0 ? forbid(where, pointers) : null;
}

/** Indexes of lines whose unit price would change. A line with another service counts as new. */
function repricedLines(services: readonly LineRequest[] | null | undefined, current: Order | null): number[] {
  return [...(services ?? []).entries()]
    .filter(([, { lineId, serviceId, unitPrice }]) => {
      const known = current?.services.find((line) => line.lineId === lineId && line.serviceId === serviceId);
      const price = knownMembers(Price, known?.unitPrice);
      return unitPrice !== undefined && !same(unitPrice ? merge<object>(price ?? {}, unitPrice) : undefined, price);
    })
    .map(([index]) => index);
}
