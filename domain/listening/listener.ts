import * as z from 'zod/mini';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import type { ChangeEvent } from '#domain/order/order.ts';

/**
 * Who hears of orders: a laboratory, `L#<id>`, or a tenant, `T#<id>`. It is also the prefix of the partitions in which
 * its feed, subscriptions and deliveries are.
 */
export type Listener = `${'L' | 'T'}#${Id}`;

const form = /^[LT]#[a-z0-9][a-z0-9-]{0,39}$/;
export const Listener = z.custom<Listener>((value) => typeof value === 'string' && form.test(value));

export const laboratoryListener = (laboratoryId: Id): Listener => `L#${laboratoryId}`;
export const tenantListener = (tenantId: Id): Listener => `T#${tenantId}`;

/** The listener that a caller belongs to. */
export const listenerOf = (caller: Caller): Listener =>
  caller.role === 'laboratory' ? laboratoryListener(caller.laboratoryId) : tenantListener(caller.tenantId);

/** The listener that an event tells. */
export const listenerTold = ({
  to,
  laboratoryId,
  tenantId,
}: Pick<ChangeEvent, 'to' | 'laboratoryId'> & { tenantId: Id }): Listener =>
  to === 'laboratory' ? laboratoryListener(laboratoryId) : tenantListener(tenantId);

/** The laboratory that a listener is, or the tenant; null when it is the other. */
export const laboratoryOf = (listener: Listener): Id | null => idAfter('L#', listener);
export const tenantOf = (listener: Listener): Id | null => idAfter('T#', listener);

const idAfter = (kind: string, listener: Listener) => (listener.startsWith(kind) ? listener.slice(kind.length) : null);
